import type { ColumnDefinition, ColumnValue } from '@rollcall/filters'
import { MAX_ROW_NO, toChunkNo, toLocal } from '../chunk.ts'
import type { ChunkBatch, ColumnValues } from './chunk-batch.ts'
import type { Row, RowBatch } from './row-batch.ts'
import { toEventGroups, toOpportunityGroups, toSinceGroups } from './to-entry-groups.ts'
import { toIdBytes } from './to-id-bytes.ts'
import { toMemberGroups } from './to-member-groups.ts'

/** The batch by chunk and column, in ascending order of chunks; throws when the batch does not fit the columns. */
export function toChunkBatches(columns: ColumnDefinition[], batch: RowBatch): ChunkBatch[] {
  const rows = byChunk(
    toAscending(batch.rows, (row) => row.rowNo),
    (row) => row.rowNo,
  )
  const removed = byChunk(
    toAscending(batch.removed, (rowNo) => rowNo),
    (rowNo) => rowNo,
  )
  const events = byChunk(batch.events ?? [], ({ rowNo }) => assertRowNo(rowNo))
  const eventsReplaced = byChunk(
    toAscending(batch.eventsReplaced ?? [], (rowNo) => rowNo),
    (rowNo) => rowNo,
  )
  const chunkNos = new Set([rows, removed, events, eventsReplaced].flatMap((part) => [...part.keys()]))
  return [...chunkNos]
    .sort((a, b) => a - b)
    .map((chunkNo) => {
      return toChunkBatch(columns, chunkNo, {
        rows: rows.get(chunkNo) ?? [],
        removed: removed.get(chunkNo) ?? [],
        events: events.get(chunkNo) ?? [],
        eventsReplaced: eventsReplaced.get(chunkNo) ?? [],
      })
    })
}

function toChunkBatch(columns: ColumnDefinition[], chunkNo: number, batch: Required<RowBatch>): ChunkBatch {
  const { rows, removed, events, eventsReplaced } = batch
  const gone = new Set(removed)
  const both = gone.size === 0 ? undefined : rows.find((row) => gone.has(row.rowNo))
  if (both !== undefined) throw givenTwice(both.rowNo)
  return {
    chunkNo,
    locals: Uint16Array.from(rows, (row) => toLocal(row.rowNo)),
    removed: Uint16Array.from(removed, toLocal),
    columns: columns.map((column, at) => toColumnValues(column, at, rows)),
    sets: toMemberGroups(rows, (row) => row.sets),
    ids: toIdBytes(rows),
    since: toSinceGroups(rows),
    opportunities: toOpportunityGroups(rows),
    events: toEventGroups(events),
    eventsReplaced: Uint16Array.from(eventsReplaced, toLocal),
  }
}

function byChunk<T>(items: T[], toRowNo: (item: T) => number): Map<number, T[]> {
  return Map.groupBy(items, (item) => toChunkNo(toRowNo(item)))
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
    const rowNo = assertRowNo(toRowNo(inOrder[i]))
    if (i > 0 && rowNo === toRowNo(inOrder[i - 1])) throw givenTwice(rowNo)
  }
  return inOrder
}

function assertRowNo(rowNo: number): number {
  if (Number.isInteger(rowNo) && rowNo >= 0 && rowNo <= MAX_ROW_NO) return rowNo
  throw new Error(`${rowNo} is not a row number. Row numbers are integers from 0 to ${MAX_ROW_NO}.`)
}

function isAscending<T>(items: T[], toRowNo: (item: T) => number): boolean {
  for (let i = 1; i < items.length; i++) if (toRowNo(items[i]) < toRowNo(items[i - 1])) return false
  return true
}

function givenTwice(rowNo: number): Error {
  return new Error(`Row ${rowNo} stands twice in one batch. Give each row once, changed or removed.`)
}
