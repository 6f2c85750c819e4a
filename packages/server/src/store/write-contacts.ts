import { CONTACT_COLUMNS, contactColumns } from '../contacts/contact-columns.ts'
import type { ContactState } from '../contacts/contact-state.ts'
import type { LoggedConsent } from '../contacts/upsert-batch.ts'
import type { WorkingContact } from '../contacts/working-contacts.ts'
import { logChanges } from './contact-log.ts'
import { removeTags } from './contact-tags.ts'
import { type CopyValue, copyRows } from './copy-rows.ts'
import type { Transaction } from './database.ts'
import { suppressErased } from './erased-addresses.ts'
import { logFunnels } from './funnel.ts'

export type WriteRules = {
  now: Date
  isDemo?: boolean
  /** Only for demo data, which pretends to have a past. RFC 3339. */
  createdAt?: (contact: ContactState) => string
}

type Changed = WorkingContact & { before: ContactState }

/** Brings the record to what a batch of contacts became, and touches those that changed. */
export async function writeContacts(
  transaction: Transaction,
  batch: { contacts: readonly WorkingContact[]; consents: readonly LoggedConsent[] },
  rules: WriteRules,
): Promise<void> {
  const created = batch.contacts.filter(({ before }) => before === null).map(({ now }) => now)
  const changed = batch.contacts.filter(isChanged)
  // A new contact may take the identifier that a changed one gives up.
  if (changed.length > 0) await updateContacts(transaction, changed, rules)
  if (created.length > 0) await insertContacts(transaction, created, rules)
  const written = batch.contacts.filter((contact) => contact.before !== contact.now)
  await writeTags(transaction, written, rules)
  await writeChannels(transaction, written)
  await writeConsents(transaction, written, rules)
  await logConsents(transaction, batch.consents, rules)
  // Demo data brings its own past along.
  if (!rules.isDemo) {
    await logFunnels(transaction, written, rules.now)
    await logChanges(transaction, written, rules.now)
  }
  const arrived = written.flatMap(({ before, now }) => (before?.emailKey === now.emailKey ? [] : (now.emailKey ?? [])))
  await suppressErased(transaction, arrived, rules.now)
  transaction.touch(written.map(({ now }) => now.rowNo))
}

function isChanged(contact: WorkingContact): contact is Changed {
  return contact.before !== null && contact.before !== contact.now
}

const STORED_COLUMNS = contactColumns.map((column) => CONTACT_COLUMNS[column]).join(', ')

function insertContacts(transaction: Transaction, created: ContactState[], rules: WriteRules) {
  return copyRows(
    transaction,
    `copy contacts (project_id, row_no, ${STORED_COLUMNS}, email_key, inbox_provider, validation, status, funnel, lost,
       tracking, fields, folded, subscribed_at, unsubscribed_at, created_at, updated_at, demo) from stdin`,
    contactRows(transaction.projectId, created, rules),
  )
}

// Made one by one, while PostgreSQL is busy with those before.
function* contactRows(projectId: number, created: ContactState[], { now, isDemo, createdAt }: WriteRules) {
  const nowText = now.toISOString()
  for (const state of created) {
    const at = createdAt?.(state) ?? nowText
    yield [projectId, ...toStored(state), at, at, isDemo ?? false]
  }
}

function toStored(state: ContactState): CopyValue[] {
  return [
    state.rowNo,
    ...contactColumns.map((column) => state.values[column]),
    state.emailKey,
    state.inboxProvider,
    state.validation,
    state.status,
    state.funnel,
    state.lost,
    state.tracking,
    state.fields,
    state.folded,
    state.subscribedAt,
    state.unsubscribedAt,
  ]
}

/** What an update may write: a column, its type, and where its value comes from. */
type UpdatedColumn = { name: string; type: string; of: (state: ContactState) => unknown }

const UPDATED_COLUMNS: UpdatedColumn[] = [
  ...contactColumns.map(
    (column): UpdatedColumn => ({
      name: CONTACT_COLUMNS[column],
      type: 'text',
      of: ({ values }) => values[column],
    }),
  ),
  { name: 'email_key', type: 'text', of: ({ emailKey }) => emailKey },
  { name: 'inbox_provider', type: 'text', of: ({ inboxProvider }) => inboxProvider },
  { name: 'validation', type: 'text', of: ({ validation }) => validation },
  { name: 'status', type: 'text', of: ({ status }) => status },
  { name: 'funnel', type: 'text', of: ({ funnel }) => funnel },
  { name: 'lost', type: 'boolean', of: ({ lost }) => lost },
  { name: 'tracking', type: 'boolean', of: ({ tracking }) => tracking },
  { name: 'fields', type: 'jsonb', of: ({ fields }) => fields },
  { name: 'folded', type: 'jsonb', of: ({ folded }) => folded },
  { name: 'subscribed_at', type: 'timestamptz', of: ({ subscribedAt }) => subscribedAt },
  { name: 'unsubscribed_at', type: 'timestamptz', of: ({ unsubscribedAt }) => unsubscribedAt },
]

// Only columns that differ for somebody: an import mostly changes a field or two of everyone.
async function updateContacts(transaction: Transaction, changed: Changed[], { now }: WriteRules) {
  if (changed.length > 1) await freeIdentifiers(transaction, changed)
  const columns = UPDATED_COLUMNS.filter(({ of }) => changed.some(({ before, now: next }) => of(before) !== of(next)))
  const rows = changed.map(({ now: state }) => {
    const row: Record<string, unknown> = { row_no: state.rowNo }
    for (const { name, of } of columns) row[name] = of(state)
    return row
  })
  await transaction.query(
    `update contacts c set ${columns.map(({ name }) => `${name} = r.${name}, `).join('')} updated_at = $3
     from jsonb_to_recordset($2::jsonb) as r (row_no int${columns.map(({ name, type }) => `, ${name} ${type}`).join('')})
     where c.project_id = $1 and c.row_no = r.row_no`,
    [transaction.projectId, JSON.stringify(rows), now],
  )
}

// One contact of a batch may take the identifier that another gives up; unique indexes look at each row as it is written.
async function freeIdentifiers(transaction: Transaction, changed: Changed[]) {
  const rowNosOf = (contacts: Changed[]) => contacts.map(({ now }) => now.rowNo)
  const emails = rowNosOf(changed.filter(({ before, now }) => before.emailKey !== now.emailKey))
  const ids = rowNosOf(changed.filter(({ before, now }) => before.values.externalId !== now.values.externalId))
  if (emails.length + ids.length === 0) return
  await transaction.query(
    `update contacts set email_key = case when row_no = any($2) then null else email_key end,
       external_id = case when row_no = any($3) then null else external_id end
     where project_id = $1 and row_no = any($4)`,
    [transaction.projectId, emails, ids, [...emails, ...ids]],
  )
}

async function writeTags(transaction: Transaction, written: WorkingContact[], { now }: WriteRules) {
  const { projectId, actor } = transaction
  const nowText = now.toISOString()
  const added: CopyValue[][] = []
  for (const contact of written) {
    for (const tagId of contact.now.tagIds) {
      if (!contact.before?.tagIds.has(tagId)) added.push([projectId, contact.now.rowNo, tagId, nowText, actor])
    }
    const removed = [...(contact.before?.tagIds ?? [])].filter((tagId) => !contact.now.tagIds.has(tagId))
    if (removed.length > 0) await removeTags(transaction, { rowNos: [contact.now.rowNo], tagIds: removed, at: now })
  }
  if (added.length === 0) return
  await copyRows(
    transaction,
    'copy contact_tags (project_id, row_no, tag_id, applied_at, applied_by) from stdin',
    added,
  )
}

async function writeChannels(transaction: Transaction, written: WorkingContact[]) {
  const { set, removed } = differences(written, (state) => state.channels)
  if (removed.length > 0) {
    await transaction.query(
      `delete from contact_channels using jsonb_to_recordset($2::jsonb) as r (row_no int, key text)
       where project_id = $1 and contact_channels.row_no = r.row_no and channel = r.key`,
      [transaction.projectId, JSON.stringify(removed)],
    )
  }
  if (set.length > 0) {
    await transaction.query(
      `insert into contact_channels (project_id, row_no, channel, address)
       select $1, row_no, key, value from jsonb_to_recordset($2::jsonb) as r (row_no int, key text, value text)
       on conflict (project_id, row_no, channel) do update set address = excluded.address`,
      [transaction.projectId, JSON.stringify(set)],
    )
  }
}

async function writeConsents(transaction: Transaction, written: WorkingContact[], { now }: WriteRules) {
  const { set, removed } = differences(written, (state) => state.consent)
  if (removed.length > 0) {
    await transaction.query(
      `delete from consents using jsonb_to_recordset($2::jsonb) as r (row_no int, key text)
       where project_id = $1 and consents.row_no = r.row_no and channel = r.key`,
      [transaction.projectId, JSON.stringify(removed)],
    )
  }
  if (set.length > 0) {
    await transaction.query(
      `insert into consents (project_id, row_no, channel, state, at)
       select $1, row_no, key, value, $3 from jsonb_to_recordset($2::jsonb) as r (row_no int, key text, value text)
       on conflict (project_id, row_no, channel) do update set state = excluded.state, at = excluded.at`,
      [transaction.projectId, JSON.stringify(set), now],
    )
  }
}

type Entry = { row_no: number; key: string; value: string | undefined }

/** What changed in a small record of each contact, such as its channels. */
function differences(written: WorkingContact[], of: (state: ContactState) => Record<string, string | undefined>) {
  const set: Entry[] = []
  const removed: Entry[] = []
  for (const { before, now } of written) {
    const old = before ? of(before) : {}
    const current = of(now)
    if (old === current) continue
    for (const [key, value] of Object.entries(current)) {
      if (old[key] !== value) set.push({ row_no: now.rowNo, key, value })
    }
    for (const [key, value] of Object.entries(old)) {
      if (!(key in current)) removed.push({ row_no: now.rowNo, key, value })
    }
  }
  return { set, removed }
}

async function logConsents(transaction: Transaction, consents: readonly LoggedConsent[], { now }: WriteRules) {
  if (consents.length === 0) return
  const rows = consents.map(({ contact, channel, state, proof }) => ({
    row_no: contact.now.rowNo,
    channel,
    state,
    proof,
  }))
  await transaction.query(
    `insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
     select $1, row_no, channel, state, proof, $3, $4
     from jsonb_to_recordset($2::jsonb) as r (row_no int, channel text, state text, proof jsonb)`,
    [transaction.projectId, JSON.stringify(rows), now, transaction.actor],
  )
}
