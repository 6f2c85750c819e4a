import type { ColumnDefinition, Lowering } from '@rollcall/filters'
import type { ChunkBatch, ColumnValues } from '../batch/chunk-batch.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import type { Probe } from '../query/probe.ts'
import type { RowPicks } from '../rows/row-picks.ts'

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
  /** The most memory that `write` can need. */
  boundBytes(places: Places, values: ColumnValues): number
  /** Throws when the question does not fit the storage. */
  probe(question: ColumnQuestion, rowCount: number): Probe
  /** The values of a few rows as they are now. */
  pick(rows: RowPicks): PickedColumn
  /** Takes the first rows in this column's order. */
  collector(options: CollectorOptions): Collector
  /** Gives the memory back; the column may not be used any more. */
  release(): void
}

/** The values of a few rows: something that is equal when they are, and questions about just these rows. */
export type PickedColumn = { values: ArrayLike<number | string>; probe(question: ColumnQuestion): Probe }
