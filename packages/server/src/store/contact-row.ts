import type { ContactEvent, Row as IndexRow } from '@rollcall/engine'
import { type ColumnDefinition, type ColumnValue, columnsOf, type Row } from '@rollcall/filters'
import { listFieldDefinitions } from './catalog.ts'
import { type ContactReply, listContactsByRowNos } from './contacts.ts'
import type { Queryable } from './database.ts'
import { readEventsOf } from './index-events.ts'
import { readIndexRows } from './index-rows.ts'

/** A contact as filters see it, and as callers do. */
export type ContactRow = { row: Row; shown: ContactReply }

/**
 * One contact from the record, read by what feeds the audience index, so that both answer alike; undefined when there is
 * none. `record` should be one snapshot.
 */
export async function readContactRow(
  record: Queryable,
  projectId: number,
  rowNo: number,
): Promise<ContactRow | undefined> {
  const columns = columnsOf(await listFieldDefinitions(record, projectId))
  const { rows } = await readIndexRows(record, projectId, { rowNos: [rowNo], columns })
  const events = await readEventsOf(record, projectId, [rowNo])
  const [shown] = await listContactsByRowNos(record, projectId, [rowNo])
  const [row] = rows
  return row && shown && { row: toRow(row, { columns, events }), shown }
}

function toRow(row: IndexRow, { columns, events }: { columns: ColumnDefinition[]; events: ContactEvent[] }): Row {
  const values = new Map(columns.map(({ id }, place) => [id, presentOrNull(row.values[place])]))
  const sets = new Set(row.sets)
  const since = new Map(row.since)
  const byKind = Map.groupBy(events, ({ event }) => event)
  return {
    value: (column) => values.get(column) ?? null,
    isIn: (set) => sets.has(set),
    since: (set) => since.get(set) ?? null,
    events: (kind) => byKind.get(kind) ?? [],
    opportunities: () => row.opportunities ?? [],
    idBytes: () => Uint8Array.from(Buffer.from((row.id ?? '').replaceAll('-', ''), 'hex')),
  }
}

/** As the index does: empty texts and lists are missing. */
function presentOrNull(value: ColumnValue | undefined): ColumnValue {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value
}
