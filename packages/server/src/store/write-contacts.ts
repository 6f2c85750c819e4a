import { CONTACT_COLUMNS, contactColumns } from '../contacts/contact-columns.ts'
import type { ContactState } from '../contacts/contact-state.ts'
import type { LoggedConsent } from '../contacts/upsert-batch.ts'
import type { WorkingContact } from '../contacts/working-contacts.ts'
import { removeTags } from './contact-tags.ts'
import { type CopyValue, copyRows } from './copy-rows.ts'
import type { Transaction } from './database.ts'
import { logFunnels } from './funnel.ts'

export type WriteRules = {
  now: Date
  isDemo?: boolean
  /** Only for demo data, which pretends to have a past. */
  createdAt?: (contact: ContactState) => Date
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
  if (created.length > 0) await insertContacts(transaction, created, rules)
  if (changed.length > 0) await updateContacts(transaction, changed, rules)
  const written = batch.contacts.filter((contact) => contact.before !== contact.now)
  await writeTags(transaction, written, rules)
  await writeChannels(transaction, written)
  await writeConsents(transaction, written, rules)
  await logConsents(transaction, batch.consents, rules)
  await logFunnels(transaction, written, rules.now)
  transaction.touch(written.map(({ now }) => now.rowNo))
}

function isChanged(contact: WorkingContact): contact is Changed {
  return contact.before !== null && contact.before !== contact.now
}

const STORED_COLUMNS = contactColumns.map((column) => CONTACT_COLUMNS[column]).join(', ')

function insertContacts(transaction: Transaction, created: ContactState[], { now, isDemo, createdAt }: WriteRules) {
  return copyRows(
    transaction,
    `copy contacts (project_id, row_no, ${STORED_COLUMNS}, email_key, inbox_provider, validation, status, funnel, lost, fields, folded,
       subscribed_at, unsubscribed_at, created_at, updated_at, demo) from stdin`,
    created.map((state) => {
      const at = createdAt?.(state) ?? now
      return [transaction.projectId, ...toStored(state), at, at, isDemo ?? false]
    }),
  )
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
    state.fields,
    state.folded,
    state.subscribedAt,
    state.unsubscribedAt,
  ]
}

const CHANGED_COLUMNS = [
  ...contactColumns.map((column) => `${CONTACT_COLUMNS[column]} text`),
  ...['email_key', 'inbox_provider', 'validation', 'status', 'funnel'].map((column) => `${column} text`),
  'lost boolean',
  'fields jsonb',
  'folded jsonb',
  'subscribed_at timestamptz',
  'unsubscribed_at timestamptz',
]
const CHANGED_NAMES = CHANGED_COLUMNS.map((column) => column.split(' ')[0])
const SET = CHANGED_NAMES.map((name) => `${name} = r.${name}`).join(', ')

async function updateContacts(transaction: Transaction, changed: Changed[], { now }: WriteRules) {
  if (changed.length > 1) await freeIdentifiers(transaction, changed)
  const rows = changed.map(({ now: state }) => {
    const [rowNo, ...stored] = toStored(state)
    return Object.fromEntries([['row_no', rowNo], ...CHANGED_NAMES.map((name, index) => [name, stored[index]])])
  })
  await transaction.query(
    `update contacts c set ${SET}, updated_at = $3
     from jsonb_to_recordset($2::jsonb) as r (row_no int, ${CHANGED_COLUMNS.join(', ')})
     where c.project_id = $1 and c.row_no = r.row_no`,
    [transaction.projectId, JSON.stringify(rows), now],
  )
}

// One contact of a batch may take the identifier that another gives up; unique indexes look at each row as it is written.
async function freeIdentifiers(transaction: Transaction, changed: Changed[]) {
  const givingUp = changed.filter(
    ({ before, now }) => before.emailKey !== now.emailKey || before.values.externalId !== now.values.externalId,
  )
  if (givingUp.length === 0) return
  await transaction.query(
    'update contacts set email_key = null, external_id = null where project_id = $1 and row_no = any($2)',
    [transaction.projectId, givingUp.map(({ now }) => now.rowNo)],
  )
}

async function writeTags(transaction: Transaction, written: WorkingContact[], { now }: WriteRules) {
  const { projectId, actor } = transaction
  const added: CopyValue[][] = []
  for (const contact of written) {
    for (const tagId of contact.now.tagIds) {
      if (!contact.before?.tagIds.has(tagId)) added.push([projectId, contact.now.rowNo, tagId, now, actor])
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
