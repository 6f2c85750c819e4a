import type { ColumnId, EventTime, Lowering } from '@rollcall/filters'
import { countBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import { KeyCollector } from './key-collector.ts'
import { numberKeys } from './number-keys.ts'
import { RowCollector } from './row-collector.ts'

/** A sort order: by a column, or by row number when no column is named; `time` says what the column is when none holds it. */
export type Sort = { column?: ColumnId; time?: EventTime; direction: 'ascending' | 'descending' }

/** One page's worth of a shard's matching rows. */
export type PageRequest = { lowering: Lowering; sort: Sort; limit: number; after?: SortedRow }

/** The shard's first rows behind `after`, and how many rows match in all. */
export type PageSlice = { rows: SortedRow[]; total: number }

/** The first matching rows of one table. */
export function page(table: ProjectTable, { lowering, sort, limit, after }: PageRequest, pool: WordPool): PageSlice {
  const isDescending = sort.direction === 'descending'
  const collector = toCollector(table, sort, { isDescending, limit, after, pool })
  // Numbers and times often grow with the row number; then the first chunks visited hold the page.
  const chunkNos = isDescending ? table.alive.chunkNos.toReversed() : table.alive.chunkNos
  let total = 0
  const visit = (chunkNo: number, words: Uint32Array) => {
    total += countBits(words)
    collector.take(chunkNo, words)
  }
  table.scan(lowering, visit, { chunkNos })
  return { rows: collector.list(), total }
}

function toCollector(table: ProjectTable, { column, time }: Sort, options: CollectorOptions): Collector {
  if (time !== undefined) return new KeyCollector(numberKeys(table.eventTimes(time), options.isDescending), options)
  return column === undefined ? new RowCollector(options) : table.getColumn(column).collector(options)
}
