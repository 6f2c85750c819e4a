/** The milliseconds since a moment of `performance.now()`, to the hundredth. */
export function tookMs(startedAtMs: number): number {
  return Math.round((performance.now() - startedAtMs) * 100) / 100
}
