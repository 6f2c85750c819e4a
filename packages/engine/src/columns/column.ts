import type { ColumnDefinition, Lowering } from '@rollcall/filters'
import type { ChunkBatch, ColumnValues } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import type { Probe } from '../query/probe.ts'
import type { Tally } from '../query/tally.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import type { Dictionary } from '../text/dictionary.ts'

/** The leaves of a lowering that are about a column. */
export type ColumnQuestion = Extract<Lowering, { column: string }>

/** Which rows of which chunk are written. */
export type Places = Pick<ChunkBatch, 'chunkNo' | 'locals'>

/** One column of one project in one shard. */
export type Column = {
  readonly definition: ColumnDefinition
  /** Memory in use, and how many distinct texts or choices there are (0 for numbers). */
  stats(): { sizeBytes: number; distinct: number }
  /** Replaces the values at these places; throws before any change when they are of the wrong type. */
  write(places: Places, values: ColumnValues): void
  /** Makes these places missing. */
  clear(places: Places): void
  /** Gives a chunk's memory back, all of whose places are missing. */
  dropChunk(chunkNo: number): void
  /** The most memory that `write` can need. */
  boundBytes(places: Places, values: ColumnValues): number
  /** Throws when the question does not fit the storage. */
  probe(question: ColumnQuestion, rowCount: number): Probe
  /** The values of a few rows as they are now. */
  pick(rows: RowPicks): PickedColumn
  /** Takes the first rows in this column's order. */
  collector(options: CollectorOptions): Collector
  /** Counts rows by what this column says of them; throws when it holds numbers. */
  tally(pool: WordPool): Tally
  /** Writes the values of a chunk; the texts they stand for are in `dictionary`. */
  save(chunkNo: number, part: PartWriter): void
  /** Takes them back into a column that has none in this chunk. */
  restore(chunkNo: number, part: PartReader): void
  /** Where its codes come from, if it has any. */
  readonly dictionary: Dictionary | undefined
  /** Gives the memory back; the column may not be used any more. */
  release(): void
}

/** The values of a few rows: something that is equal when they are, and questions about just these rows. */
export type PickedColumn = { values: ArrayLike<number | string>; probe(question: ColumnQuestion): Probe }
