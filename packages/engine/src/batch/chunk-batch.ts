/**
 * The part of a batch that falls into one chunk, column by column: what a shard is sent.
 *
 * `locals` and `removed` are places inside the chunk, ascending, without repetition or overlap.
 */
export type ChunkBatch = {
  chunkNo: number
  locals: Uint16Array
  removed: Uint16Array
  /** Aligned to the defined columns; each holds one value per entry of `locals`. */
  columns: ColumnValues[]
  sets: MemberGroups
}

/** Texts and choices (null is missing), numbers (NaN is missing), or who has which of the choices. */
export type ColumnValues = (string | null)[] | Float64Array | MemberGroups

/** Set `ids[i]` has the members `members[starts[i], starts[i + 1])`, ascending places inside the chunk. */
export type MemberGroups = { ids: string[]; starts: Uint32Array; members: Uint16Array }
