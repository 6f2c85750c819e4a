import { contactColumns } from '../contacts/contact-columns.ts'
import type { ContactState } from '../contacts/contact-state.ts'
import type { WorkingContact } from '../contacts/working-contacts.ts'
import { copyRows } from './copy-rows.ts'
import type { Queryable, Transaction } from './database.ts'

/** Values before and after, by what they are called in filters: `email`, `fields.plan`, `channels.telegram`. */
type Changes = Record<string, [before: unknown, after: unknown]>

/** Writes down which details of contacts changed, each with what it was and what it is. */
export async function logChanges(
  transaction: Transaction,
  written: readonly WorkingContact[],
  at: Date,
): Promise<void> {
  const { projectId, actor } = transaction
  const atText = at.toISOString()
  const rows = written.flatMap(({ before, now }) => {
    const changes = before && changesOf(before, now)
    return changes ? [[projectId, now.rowNo, 'changed', changes, atText, actor]] : []
  })
  if (rows.length === 0) return
  await copyRows(transaction, 'copy contact_log (project_id, row_no, change, changes, at, changed_by) from stdin', rows)
}

// Status, consent, stage, tags and topics have histories of their own.
function changesOf(before: ContactState, now: ContactState): Changes | undefined {
  const changes: Changes = {}
  for (const column of contactColumns) {
    if (before.values[column] !== now.values[column]) changes[column] = [before.values[column], now.values[column]]
  }
  if (before.tracking !== now.tracking) changes.tracking = [before.tracking, now.tracking]
  compare(changes, 'fields.', [before.fields, now.fields])
  compare(changes, 'channels.', [before.channels, now.channels])
  return Object.keys(changes).length === 0 ? undefined : changes
}

function compare(changes: Changes, prefix: string, [before, now]: [Record<string, unknown>, Record<string, unknown>]) {
  if (before === now) return
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const [old, current] = [before[key] ?? null, now[key] ?? null]
    // Lists are values, too.
    if (old !== current && JSON.stringify(old) !== JSON.stringify(current)) changes[prefix + key] = [old, current]
  }
}

/** Two years: what somebody asks about a person is about this year or the last. */
const KEPT_DAYS = 730
const AT_ONCE = 5_000

/** Deletes what was written down long ago, of every project, some at a time. */
export async function deleteOldChanges(record: Queryable, now: Date): Promise<void> {
  const projects = await record.query<{ id: number }>('select id from projects order by id')
  for (const { id } of projects) while ((await deleteOldest(record, id, now)) === AT_ONCE);
}

// Entries are numbered as they come, so the oldest are the first: no index by time is needed.
async function deleteOldest(record: Queryable, projectId: number, now: Date): Promise<number> {
  const gone = await record.query(
    `delete from contact_log where project_id = $1 and at < $2::timestamptz - $3 * interval '1 day' and id = any(array(
       select id from contact_log where project_id = $1 order by id limit $4)) returning id`,
    [projectId, now, KEPT_DAYS, AT_ONCE],
  )
  return gone.length
}
