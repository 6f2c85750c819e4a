/** A question about texts, answered per dictionary code, so that it is asked once per distinct text and not per row. */
export type CodeTest = {
  /** The share of codes that pass, roughly. */
  readonly share: number
  /** The work before `table` can answer, in texts to be searched; 0 when it is at hand. */
  waitingTexts(): number
  /** 1 for each code that passes and 0 for the others, missing (code 0) among them; at least as long as the dictionary. */
  table(): Uint8Array
  /** The answer for one code other than 0. */
  accepts(code: number): boolean
}

/** Filling a table is about this much faster per code than searching a text. */
export const FILLED_PER_SEARCHED = 256
