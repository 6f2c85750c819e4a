const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** `12431` as `12,431`. */
export function numberText(value: number): string {
  return whole.format(value)
}

/** `1 person`, `2,456 people`. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`
}

/** How long it took: `0.8 ms`, `14 ms`, `1.2 s`. */
export function tookText(tookMs: number): string {
  if (tookMs >= 1000) return `${short.format(tookMs / 1000)} s`
  return `${tookMs < 10 ? short.format(Math.max(tookMs, 0.1)) : whole.format(tookMs)} ms`
}

/** `1.4 MB`. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} bytes`
  if (sizeBytes >= 1e9) return `${short.format(sizeBytes / 1e9)} GB`
  return sizeBytes < 1e6 ? `${short.format(sizeBytes / 1e3)} kB` : `${short.format(sizeBytes / 1e6)} MB`
}
