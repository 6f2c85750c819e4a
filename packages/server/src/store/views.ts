import { parseId } from '@rollcall/contract'
import type { Filter } from '@rollcall/filters'
import { failure } from '../failure.ts'
import { orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** A saved view of the contacts table as the record keeps it. */
export type ViewRecord = {
  id: string
  name: string
  filters: Filter
  columns: string[]
  sort: { field: string; direction: 'asc' | 'desc' } | null
  includedTagId: string | null
  createdAt: Date
  updatedAt: Date
}

/** What a view consists of besides its id and times. */
export type ViewContent = Pick<ViewRecord, 'name' | 'filters' | 'columns' | 'sort' | 'includedTagId'>

const COLUMNS = `id, name, filters, columns, sort, included_tag_id as "includedTagId",
  created_at as "createdAt", updated_at as "updatedAt"`

/** All views of a project by name. */
export function listViews(record: Queryable, projectId: number): Promise<ViewRecord[]> {
  return record.query<ViewRecord>(
    `select ${COLUMNS} from views where project_id = $1 order by ${orderByName('name')}`,
    [projectId],
  )
}

/** By id or exact name. */
export async function getView(record: Queryable, projectId: number, idOrName: string): Promise<ViewRecord> {
  const [view] = await record.query<ViewRecord>(
    `select ${COLUMNS} from views where project_id = $1 and (id = $2 or name = $3) order by id = $2 desc nulls last limit 1`,
    [projectId, parseId('view', idOrName) ?? null, idOrName.trim().normalize('NFC')],
  )
  if (!view) throw failure('not_found', { what: 'view', id: idOrName })
  return view
}

/** Keeps a new view; returns its UUID. */
export async function insertView(transaction: Transaction, view: ViewContent): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into views (project_id, name, filters, columns, sort, included_tag_id) values ($1, $2, $3, $4, $5, $6)
     returning id`,
    [transaction.projectId, ...values(view)],
  )
  return id
}

/** Replaces what a view consists of. */
export async function updateView(transaction: Transaction, id: string, view: ViewContent): Promise<void> {
  await transaction.query(
    `update views set name = $3, filters = $4, columns = $5, sort = $6, included_tag_id = $7, updated_at = now()
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, ...values(view)],
  )
}

/** Removes a view. */
export async function deleteView(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('delete from views where project_id = $1 and id = $2', [transaction.projectId, id])
}

function values(view: ViewContent): unknown[] {
  return [
    view.name,
    JSON.stringify(view.filters),
    view.columns,
    view.sort && JSON.stringify(view.sort),
    view.includedTagId,
  ]
}
