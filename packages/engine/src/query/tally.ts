/** How many rows say what: a choice and its rows, those with none at all left out. */
export type Tallied = { choice: string; count: number }

/** Takes matching rows and counts them by what they say. */
export type Tally = {
  take(chunkNo: number, words: Uint32Array): void
  /** In any order. */
  list(): Tallied[]
}
