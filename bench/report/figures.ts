import type { Timing } from './timing.ts'

const MIB = 2 ** 20

/** `1.2 ms (1.1–1.5)`: the median, the least and the most. */
export function toMs({ medianMs, minMs, maxMs }: Timing): string {
  return `${short(medianMs)} ms (${short(minMs)}–${short(maxMs)})`
}

/** Three digits that matter: 0.12, 1.23, 12.3, 123, 1,234. */
export function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : 2)
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en')
}

export function toMiB(bytes: number): string {
  return `${whole(bytes / MIB)} MiB`
}

/** 10,000 as 10K, 1,000,000 as 1M. */
export function toSize(contacts: number): string {
  if (contacts >= 1_000_000) return `${contacts / 1_000_000}M`
  return contacts >= 1_000 ? `${contacts / 1_000}K` : String(contacts)
}
