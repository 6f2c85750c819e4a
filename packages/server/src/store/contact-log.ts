import { contactColumns } from '../contacts/contact-columns.ts'
import type { ContactState } from '../contacts/contact-state.ts'
import type { WorkingContact } from '../contacts/working-contacts.ts'
import { copyRows } from './copy-rows.ts'
import type { Transaction } from './database.ts'

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
