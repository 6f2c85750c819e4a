import type { ColumnDefinition, ColumnValue } from '@rollcall/filters'
import { MAX_ROW_NO, toChunkNo, toLocal, toRowNo } from '../chunk.ts'
import type { ChunkBatch, ColumnValues } from './chunk-batch.ts'
import type { ContactEvent } from './contact-event.ts'
import { type PackedRows, toEventBatch } from './packed-rows.ts'
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
  const packed = new Map(batch.packed?.map((part) => [part.chunkNo, part]))
  const chunkNos = new Set([rows, packed, removed, events, eventsReplaced].flatMap((part) => [...part.keys()]))
  const parts = [...chunkNos].map((chunkNo) => {
    const ofRows = rows.get(chunkNo) ?? []
    return toChunkBatch(ofRows.length > 0 ? packedRows(columns, chunkNo, ofRows) : packed.get(chunkNo), {
      none: () => packedRows(columns, chunkNo, []),
      removed: removed.get(chunkNo) ?? [],
      events: events.get(chunkNo) ?? [],
      eventsReplaced: eventsReplaced.get(chunkNo) ?? [],
    })
  })
  const ofEvents = (batch.packedEvents ?? []).map((part) => toEventBatch(part, columns.length))
  return [...parts, ...ofEvents].sort((a, b) => a.chunkNo - b.chunkNo)
}

type Others = { none: () => PackedRows; removed: number[]; events: ContactEvent[]; eventsReplaced: number[] }

function toChunkBatch(rows: PackedRows | undefined, { none, removed, events, eventsReplaced }: Others): ChunkBatch {
  const written = rows ?? none()
  const gone = new Set(removed.map(toLocal))
  const both = gone.size === 0 ? undefined : written.locals.find((local) => gone.has(local))
  if (both !== undefined) throw givenTwice(toRowNo(written.chunkNo, both))
  return {
    ...written,
    removed: Uint16Array.from(removed, toLocal),
    events: toEventGroups(events),
    eventsReplaced: Uint16Array.from(eventsReplaced, toLocal),
  }
}

function packedRows(columns: ColumnDefinition[], chunkNo: number, rows: Row[]): PackedRows {
  return {
    chunkNo,
    locals: Uint16Array.from(rows, (row) => toLocal(row.rowNo)),
    columns: columns.map((column, at) => toColumnValues(column, at, rows)),
    sets: toMemberGroups(rows, (row) => row.sets),
    ids: toIdBytes(rows),
    since: toSinceGroups(rows),
    opportunities: toOpportunityGroups(rows),
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
