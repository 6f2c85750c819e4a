/**
 * How much a check of this folder does. `npm test` does a little of each; `npm run crash` as much as docs/sending.md
 * says, from a seed that it prints.
 */
const isFull = process.env.ROLLCALL_CRASH === 'full'

export function sized(short: number, full: number): number {
  return isFull ? full : short
}

/** Long enough for the full size; it is no measurement, only an end. */
export const TIMEOUT_MS = isFull ? 3_600_000 : 120_000
