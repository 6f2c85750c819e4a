export {
  AudienceIndex,
  type AudienceIndexOptions,
  type Page,
  type PageOptions,
  type SavedPart,
} from './audience-index.ts'
export { buffersOf } from './batch/buffers-of.ts'
export type { ColumnValues, MemberGroups, PackedTexts } from './batch/chunk-batch.ts'
export type { ContactEvent } from './batch/contact-event.ts'
export type { PackedEvents, PackedRows } from './batch/packed-rows.ts'
export type { Row, RowBatch } from './batch/row-batch.ts'
export { toOpportunityGroups } from './batch/to-entry-groups.ts'
export { DamagedPartError } from './checkpoint/damaged-part-error.ts'
export { CHUNK_ROWS, toChunkNo, toLocal, toRowNo } from './chunk.ts'
export type { ChunkEntries, EntryGroup, TextCodes } from './entries/chunk-entries.ts'
export type { Cell } from './entries/entry.ts'
export { propertyCells } from './entries/property-cells.ts'
export { packCells } from './entries/to-chunk-entries.ts'
export { IndexFullError } from './memory/index-full-error.ts'
export { BadCursorError } from './query/bad-cursor-error.ts'
export type { BreakdownBy, BreakdownRequest } from './query/breakdown.ts'
export type { NearMissCounts, NearMissRequest } from './query/near-misses.ts'
export type { Sort } from './query/page.ts'
export { MOST_OVERLAPPING } from './query/regions.ts'
export type { Tallied } from './query/tally.ts'
export { CorruptBitmapError } from './rows/corrupt-bitmap-error.ts'
export { RowBitmap, type SliceOptions } from './rows/row-bitmap.ts'
export { openLocalShard } from './shards/local-channel.ts'
export type { ShardChannel } from './shards/messages.ts'
export { NotLoadedError } from './shards/not-loaded-error.ts'
export { ShardEndedError } from './shards/shard-ended-error.ts'
export { openWorkerShard } from './shards/worker-channel.ts'
export type { TableStats } from './table/table-stats.ts'
