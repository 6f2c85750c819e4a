import { CHUNK_ROWS } from '../chunk.ts'

/** A chunk's arrays begin with room for this many rows, because most projects are small. */
const FIRST_ROWS = 1_024

/** How many rows an array must have room for that is about to hold `local`: a power of two, a whole chunk at most. */
export function toCapacity(local: number): number {
  let rows = FIRST_ROWS
  while (rows <= local && rows < CHUNK_ROWS) rows *= 2
  return rows
}
