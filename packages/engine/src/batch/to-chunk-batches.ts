import type { ColumnDefinition, ColumnValue } from '@rollcall/filters'
import { MAX_ROW_NO, toChunkNo, toLocal } from '../chunk.ts'
import type { ChunkBatch, ColumnValues } from './chunk-batch.ts'
import type { Row, RowBatch } from './row-batch.ts'
import { toMemberGroups } from './to-member-groups.ts'

/** The batch by chunk and column, in ascending order of chunks; throws when the batch does not fit the columns. */
export function toChunkBatches(columns: ColumnDefinition[], batch: RowBatch): ChunkBatch[] {
  const rows = toAscending(batch.rows, (row) => row.rowNo)
  const removed = toAscending(batch.removed, (rowNo) => rowNo)
  const batches: ChunkBatch[] = []
  for (let row = 0, gone = 0; row < rows.length || gone < removed.length; ) {
    const chunkNo = toChunkNo(Math.min(rows[row]?.rowNo ?? MAX_ROW_NO, removed[gone] ?? MAX_ROW_NO))
    const [firstRow, firstGone] = [row, gone]
    while (row < rows.length && toChunkNo(rows[row].rowNo) === chunkNo) row++
    while (gone < removed.length && toChunkNo(removed[gone]) === chunkNo) gone++
    const part = { rows: rows.slice(firstRow, row), removed: removed.slice(firstGone, gone) }
    batches.push(toChunkBatch(columns, chunkNo, part))
  }
  return batches
}

function toChunkBatch(columns: ColumnDefinition[], chunkNo: number, { rows, removed }: RowBatch): ChunkBatch {
  const gone = new Set(removed)
  const both = gone.size === 0 ? undefined : rows.find((row) => gone.has(row.rowNo))
  if (both !== undefined) throw givenTwice(both.rowNo)
  return {
    chunkNo,
    locals: Uint16Array.from(rows, (row) => toLocal(row.rowNo)),
    removed: Uint16Array.from(removed, toLocal),
    columns: columns.map((column, at) => toColumnValues(column, at, rows)),
    sets: toMemberGroups(rows, (row) => row.sets),
  }
}

function toColumnValues(column: ColumnDefinition, at: number, rows: Row[]): ColumnValues {
  const getValue = (row: Row) => {
    const value = row.values[at]
    if (fits(value, column)) return value
    throw new Error(
      `Row ${row.rowNo} has ${JSON.stringify(value)} in column "${column.id}", which holds ${column.storage}.`,
    )
  }
  if (column.storage === 'choices') return toMemberGroups(rows, (row) => toList(getValue(row)))
  if (column.storage === 'text' || column.storage === 'choice') return rows.map((row) => toText(getValue(row)))
  return Float64Array.from(rows, (row) => toNumber(getValue(row)))
}

function fits(value: ColumnValue | undefined, { storage }: ColumnDefinition): boolean {
  if (value === null) return true
  if (storage === 'choices') return Array.isArray(value)
  if (storage === 'text' || storage === 'choice') return typeof value === 'string'
  return storage === 'day' ? Number.isInteger(value) : Number.isFinite(value)
}

function toList(value: ColumnValue): string[] {
  return Array.isArray(value) ? value : []
}

function toText(value: ColumnValue): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function toNumber(value: ColumnValue): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** The items by row number; throws when one is no row number or stands there twice. Batches come in order mostly. */
function toAscending<T>(items: T[], toRowNo: (item: T) => number): T[] {
  const inOrder = isAscending(items, toRowNo) ? items : items.toSorted((a, b) => toRowNo(a) - toRowNo(b))
  for (let i = 0; i < inOrder.length; i++) {
    const rowNo = toRowNo(inOrder[i])
    if (!Number.isInteger(rowNo) || rowNo < 0 || rowNo > MAX_ROW_NO) {
      throw new Error(`${rowNo} is not a row number. Row numbers are integers from 0 to ${MAX_ROW_NO}.`)
    }
    if (i > 0 && rowNo === toRowNo(inOrder[i - 1])) throw givenTwice(rowNo)
  }
  return inOrder
}

function isAscending<T>(items: T[], toRowNo: (item: T) => number): boolean {
  for (let i = 1; i < items.length; i++) if (toRowNo(items[i]) < toRowNo(items[i - 1])) return false
  return true
}

function givenTwice(rowNo: number): Error {
  return new Error(`Row ${rowNo} stands twice in one batch. Give each row once, changed or removed.`)
}
