import { ALLOWED_WORDS_MIN } from '../kernels/codes.ts'

/** A question about texts, answered per dictionary code, so that it is asked once per distinct text and not per row. */
export type CodeTest = {
  /** The share of codes that pass, roughly. */
  readonly share: number
  /** The work before `table` can answer, in texts to be searched; 0 when it is at hand. */
  waitingTexts(): number
  /** The codes that pass, when they are so few that comparing with each beats looking up in a table. */
  readonly few?: Uint32Array
  /** The bit of each code that passes; that of missing (code 0) is not set. Room for the whole dictionary at least. */
  table(): Uint32Array
  /** The answer for one code other than 0. */
  accepts(code: number): boolean
}

/** Room for a bit per code below `size`. */
export function toTableWords(size: number): number {
  return Math.max(ALLOWED_WORDS_MIN, Math.ceil(size / 32))
}

/** Filling a table is about this much faster per code than searching a text. */
export const FILLED_PER_SEARCHED = 256
