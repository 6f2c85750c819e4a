/** What a run took: the median with the least and the most. */
export type Timing = { medianMs: number; minMs: number; maxMs: number; runs: number }

/** Runs so often that the median means something. */
export const RUNS = 9

/** Takes the time of each run after one that only warms up, and keeps what they answered. The last run warms up. */
export async function timed<Answer>(
  ask: (run: number) => Promise<Answer>,
): Promise<{ timing: Timing; answers: Answer[] }> {
  await ask(RUNS)
  const answers: Answer[] = []
  const tookMs: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const startedAtMs = performance.now()
    answers.push(await ask(run))
    tookMs.push(performance.now() - startedAtMs)
  }
  return { timing: toTiming(tookMs), answers }
}

export function toTiming(tookMs: number[]): Timing {
  const sorted = tookMs.toSorted((a, b) => a - b)
  return { medianMs: percentile(tookMs, 0.5), minMs: sorted[0], maxMs: sorted[sorted.length - 1], runs: sorted.length }
}

/** The value that so much of the others lies at or below. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
