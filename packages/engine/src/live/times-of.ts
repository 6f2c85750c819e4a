import { NumberColumn } from '../columns/number-column.ts'
import type { EntryLog } from '../entries/entry-log.ts'
import type { PickedRows } from '../table/picked-rows.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Read } from './read.ts'

/**
 * Times of rows of one chunk: `values[i]` is one of row `locals[i]`, or of row `i` without `locals`.
 * What is missing is NaN or smaller than all times. None is later than `latest`.
 */
export type Times = {
  count: number
  values: ArrayLike<number>
  locals?: Uint16Array
  latest: number
}

/** The times that a rule reads there, in a chunk of a table. */
export function timesOf(table: ProjectTable, read: Read, chunkNo: number): Times[] {
  switch (read.is) {
    case 'set':
      return []
    case 'column':
      return ofColumn(table.getColumn(read.column), chunkNo)
    case 'since': {
      const kept = table.times.find(read.set)
      return kept ? ofColumn(kept, chunkNo) : ofLog(table.log(read), chunkNo)
    }
    default:
      return ofLog(table.log(read), chunkNo)
  }
}

/** The same of a few rows; places are those of the picks. */
export function timesOfPicks(picked: PickedRows, read: Read): Times[] {
  switch (read.is) {
    case 'set':
      return []
    case 'column':
      return [ofValues(picked.column(read.column).values)]
    case 'since': {
      const kept = picked.findTimes(read)
      return kept ? [ofValues(kept.values)] : ofLog(picked.log(read), 0)
    }
    default:
      return ofLog(picked.log(read), 0)
  }
}

function ofColumn(column: unknown, chunkNo: number): Times[] {
  const values = column instanceof NumberColumn ? column.find(chunkNo) : undefined
  return values === undefined ? [] : [ofValues(values)]
}

function ofValues(values: ArrayLike<number | string>): Times {
  // why: only columns of numbers have bounds that move
  const numbers = values as ArrayLike<number>
  return { count: numbers.length, values: numbers, latest: Number.POSITIVE_INFINITY }
}

function ofLog(log: EntryLog, chunkNo: number): Times[] {
  return log.runs(chunkNo).map(({ count, at, locals, latest }) => ({ count, values: at, locals, latest }))
}
