import type { EntryRun } from './entry-run.ts'

/** What the entries of a chunk's rows come to, and which rows it satisfies. */
export type Tally = {
  /** Begins with a chunk, of which the rows in `words` are asked about. */
  begin(words: Uint32Array): void
  /** Takes the entries of a block that are in `kept`; rows nobody asked about may be among theirs. */
  take(run: EntryRun, block: number, kept: Uint32Array): void
  /** Keeps in `words` the rows that are satisfied. */
  narrow(words: Uint32Array): void
}
