import type { EntryGroup } from '../entries/chunk-entries.ts'

/**
 * The part of a batch that falls into one chunk, column by column: what a shard is sent.
 *
 * `locals`, `removed` and `eventsReplaced` are places inside the chunk, ascending, without repetition; no row is both
 * written and removed.
 */
export type ChunkBatch = {
  chunkNo: number
  locals: Uint16Array
  removed: Uint16Array
  /** Aligned to the defined columns; each holds one value per entry of `locals`. */
  columns: ColumnValues[]
  sets: MemberGroups
  /** 16 bytes per entry of `locals`, or nothing when no row says its id. */
  ids: Uint8Array
  /** By set, when the memberships of the rows began. */
  since: EntryGroup[]
  opportunities: EntryGroup[]
  events: EntryGroup[]
  eventsReplaced: Uint16Array
}

/** Texts and choices (null is missing) or their bytes, numbers (NaN is missing), or who has which of the choices. */
export type ColumnValues = (string | null)[] | PackedTexts | Float64Array | MemberGroups

/** Text `i` is `bytes[ends[i - 1], ends[i])` in UTF-8, the first one from 0; an empty one is missing. */
export type PackedTexts = { bytes: Uint8Array; ends: Uint32Array }

/** Set `ids[i]` has the members `members[starts[i], starts[i + 1])`, ascending places inside the chunk. */
export type MemberGroups = { ids: string[]; starts: Uint32Array; members: Uint16Array }
