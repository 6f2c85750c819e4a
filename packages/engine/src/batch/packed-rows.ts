import type { EntryGroup } from '../entries/chunk-entries.ts'
import type { ChunkBatch } from './chunk-batch.ts'

/** Rows of one chunk as a shard takes them, ascending and each once, for readers that need no objects in between. */
export type PackedRows = Omit<ChunkBatch, 'removed' | 'events' | 'eventsReplaced'>

/** Events of one chunk as a shard takes them, by kind. */
export type PackedEvents = { chunkNo: number; events: EntryGroup[] }

const NO_ROWS: Omit<PackedRows, 'chunkNo' | 'columns'> = {
  locals: new Uint16Array(0),
  sets: { ids: [], starts: new Uint32Array(1), members: new Uint16Array(0) },
  ids: new Uint8Array(0),
  since: [],
  opportunities: [],
}

/** Events alone, as the part of a batch for a table of so many columns. */
export function toEventBatch({ chunkNo, events }: PackedEvents, columnCount: number): ChunkBatch {
  const columns = Array.from({ length: columnCount }, () => new Float64Array(0))
  return { ...NO_ROWS, chunkNo, columns, removed: new Uint16Array(0), events, eventsReplaced: new Uint16Array(0) }
}
