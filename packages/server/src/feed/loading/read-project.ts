import type { RowBatch } from '@rollcall/engine'
import type { ColumnDefinition } from '@rollcall/filters'
import type { ClientBase } from 'pg'
import { readAllEvents } from '../../store/index-events.ts'
import { readIndexRows } from '../../store/index-rows.ts'

/** Contacts in one batch: a shard takes one in some 30 ms, so that questions about other projects need not wait longer. */
const ROWS = 8_192
const EVENTS = 65_536

/** What to load: the contacts with row_no < `end`, and the events of all. */
export type LoadRequest = { projectId: number; columns: ColumnDefinition[]; end: number }

/** The contacts in batches that do not overlap, of which this reader takes each `of`-th. */
export async function* readContacts(
  client: ClientBase,
  { projectId, columns, end }: LoadRequest,
  { part, of }: { part: number; of: number },
): AsyncGenerator<RowBatch> {
  for (let from = part * ROWS; from < end; from += of * ROWS) {
    const { packed } = await readIndexRows(client, projectId, { from, to: from + ROWS, columns })
    yield { rows: [], packed, removed: [] }
  }
}

/** Every event, to be applied after all contacts. */
export async function* readEvents(client: ClientBase, { projectId }: LoadRequest): AsyncGenerator<RowBatch> {
  for await (const packedEvents of readAllEvents(client, projectId, { limit: EVENTS })) {
    yield { rows: [], removed: [], packedEvents }
  }
}
