import type { ContactEvent, PackedRows } from '@rollcall/engine'
import { type ColumnDefinition, type ColumnValue, columnsOf, type Row, type RowOpportunity } from '@rollcall/filters'
import { listFieldDefinitions } from './catalog.ts'
import { type ContactReply, listContactsByRowNos } from './contacts.ts'
import type { Queryable, SnapshotReader } from './database.ts'
import { readEventsOf } from './index-events.ts'
import { readIndexRows } from './index-rows.ts'
import { withPublicIds } from './packing/pack-opportunities.ts'

/** A contact as filters see it, and as callers do. */
export type ContactRow = { row: Row; shown: ContactReply }

/**
 * One contact from the record, read by what feeds the audience index, so that both answer alike; undefined when there is
 * none.
 */
export async function readContactRow(
  record: SnapshotReader,
  projectId: number,
  rowNo: number,
): Promise<ContactRow | undefined> {
  const columns = columnsOf(await listFieldDefinitions(record, projectId))
  const { packed } = await readIndexRows(record.client, projectId, { rowNos: [rowNo], columns })
  const events = await readEventsOf(record, projectId, [rowNo])
  const opportunities = await readOpportunities(record, projectId, rowNo)
  const [shown] = await listContactsByRowNos(record, projectId, [rowNo])
  const [only] = packed
  return only && shown && { row: toRow(only, { columns, events, opportunities }), shown }
}

type Parts = { columns: ColumnDefinition[]; events: ContactEvent[]; opportunities: RowOpportunity[] }

/** `only` holds one row. */
function toRow(only: PackedRows, { columns, events, opportunities }: Parts): Row {
  const values = new Map(columns.map(({ id }, place) => [id, heldValue(only.columns[place])]))
  const sets = new Set(only.sets.ids)
  const since = new Map(only.since.map(({ kind, entries }) => [kind, entries.at[0]]))
  const byKind = Map.groupBy(events, ({ event }) => event)
  return {
    value: (column) => values.get(column) ?? null,
    isIn: (set) => sets.has(set),
    since: (set) => since.get(set) ?? null,
    events: (kind) => byKind.get(kind) ?? [],
    opportunities: () => opportunities,
    idBytes: () => only.ids,
  }
}

/** As the index takes it: empty texts and lists, and NaN, are missing. */
function heldValue(values: PackedRows['columns'][number]): ColumnValue {
  if (values instanceof Float64Array) return Number.isNaN(values[0]) ? null : values[0]
  if (Array.isArray(values)) return values[0] || null
  if ('ids' in values) return values.ids.length === 0 ? null : values.ids
  return new TextDecoder().decode(values.bytes.subarray(0, values.ends[0])) || null
}

async function readOpportunities(record: Queryable, projectId: number, rowNo: number): Promise<RowOpportunity[]> {
  const rows = await record.query<RowOpportunity>(
    `select pipeline_id as pipeline, stage_id as stage, status, value::float8 as value,
       floor(extract(epoch from stage_changed_at))::float8 as "stageSince"
     from opportunities where project_id = $1 and row_no = $2`,
    [projectId, rowNo],
  )
  return rows.map(withPublicIds)
}
