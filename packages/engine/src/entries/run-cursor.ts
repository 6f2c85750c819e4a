import { CHUNK_ROWS } from '../chunk.ts'
import type { EntryRun } from './entry-run.ts'

/**
 * Which run the probes of entries look at.
 *
 * To a probe, a run is rows like any others: entry 0 of block 0, and so on, in blocks as long as a chunk of contacts.
 */
export type RunCursor = { run: EntryRun }

/** The part of an array that belongs to a block of entries. */
export function blockOf<A extends Uint8Array | Uint16Array | Uint32Array>(array: A, block: number): A {
  // why: subarray answers the same kind of array, which its type does not say for a union.
  return array.subarray(block * CHUNK_ROWS, (block + 1) * CHUNK_ROWS) as A
}
