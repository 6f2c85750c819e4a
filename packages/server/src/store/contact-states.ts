import type { FieldValue } from '@rollcall/filters'
import { CONTACT_COLUMNS, type ContactColumn, contactColumns } from '../contacts/contact-columns.ts'
import type { ContactState } from '../contacts/contact-state.ts'
import type {
  Channel,
  ConsentState,
  FunnelStage,
  PreparedContact,
  Status,
  Validation,
} from '../contacts/prepared-contact.ts'
import type { Queryable, Transaction } from './database.ts'

type StateRow = Record<ContactColumn, string | null> & {
  rowNo: number
  id: string
  emailKey: string | null
  inboxProvider: string | null
  validation: Validation
  status: Status
  funnel: FunnelStage | null
  lost: boolean
  tracking: boolean
  fields: Record<string, FieldValue>
  folded: Record<string, string>
  subscribedAt: Date | null
  unsubscribedAt: Date | null
}

const COLUMNS = contactColumns.map((column) => `${CONTACT_COLUMNS[column]} as "${column}"`).join(', ')
const STATE = `row_no as "rowNo", id, ${COLUMNS}, email_key as "emailKey", inbox_provider as "inboxProvider", validation,
  status, funnel, lost, tracking, fields, folded, subscribed_at as "subscribedAt", unsubscribed_at as "unsubscribedAt"`

/** Whoever these may be about: the live contacts with one of their identifiers, kept from others until the transaction ends. */
export async function lockContactsLike(transaction: Transaction, batch: readonly PreparedContact[]) {
  const externalIds = batch.flatMap(({ values }) => values.externalId ?? [])
  const emailKeys = batch.flatMap(({ emailKey }) => emailKey ?? [])
  const phones = batch.flatMap(({ values }) => values.phone ?? [])
  // Three small queries rather than one with OR, so that each is sure of its index. In one order, so that two who write the
  // same people never wait for each other in a circle.
  const rows = await transaction.query<StateRow>(
    `select ${STATE} from contacts where project_id = $1 and row_no in (
       select row_no from contacts where project_id = $1 and deleted_at is null and external_id = any($2)
       union select row_no from contacts where project_id = $1 and deleted_at is null and email_key = any($3)
       union select row_no from contacts where project_id = $1 and deleted_at is null and phone = any($4)
     ) and deleted_at is null order by row_no for no key update`,
    [transaction.projectId, externalIds, emailKeys, phones],
  )
  return toStates(transaction, rows)
}

/** One contact for changing, kept from others until the transaction ends; undefined when it was deleted. */
export async function lockContact(transaction: Transaction, rowNo: number): Promise<ContactState | undefined> {
  const [state] = await lockContacts(transaction, [rowNo])
  return state
}

/** Contacts for changing, kept from others until the transaction ends; deleted ones are absent. */
export async function lockContacts(transaction: Transaction, rowNos: number[]): Promise<ContactState[]> {
  const rows = await transaction.query<StateRow>(
    `select ${STATE} from contacts where project_id = $1 and row_no = any($2) and deleted_at is null
     order by row_no for no key update`,
    [transaction.projectId, rowNos],
  )
  return toStates(transaction, rows)
}

/** Contacts as they are, for looking at only; deleted ones are absent. */
export async function readContactStates(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<ContactState[]> {
  const rows = await record.query<StateRow>(
    `select ${STATE} from contacts where project_id = $1 and row_no = any($2) and deleted_at is null`,
    [projectId, rowNos],
  )
  return toStates({ query: record.query, projectId }, rows)
}

/** Where states are read: one project of the record. */
type StateReader = Queryable & { projectId: number }

async function toStates(transaction: StateReader, rows: StateRow[]): Promise<ContactState[]> {
  if (rows.length === 0) return []
  const beside = await loadBeside(
    transaction,
    rows.map(({ rowNo }) => rowNo),
  )
  return rows.map((row) => ({
    ...row,
    subscribedAt: row.subscribedAt?.toISOString() ?? null,
    unsubscribedAt: row.unsubscribedAt?.toISOString() ?? null,
    // why: built from exactly the columns
    values: Object.fromEntries(contactColumns.map((column) => [column, row[column]])) as ContactState['values'],
    tagIds: beside.tagIds.get(row.rowNo) ?? new Set(),
    channels: beside.channels.get(row.rowNo) ?? {},
    consent: beside.consent.get(row.rowNo) ?? {},
  }))
}

/** What the record keeps of contacts in tables of their own. */
async function loadBeside(transaction: StateReader, rowNos: number[]) {
  const [row] = await transaction.query<{
    tags: { r: number; ids: string[] }[]
    channels: { r: number; addresses: Partial<Record<Channel, string>> }[]
    consent: { r: number; states: Partial<Record<Channel, ConsentState>> }[]
  }>(
    `select
       (select coalesce(jsonb_agg(t), '[]') from (select row_no as r, jsonb_agg(tag_id) as ids from contact_tags
         where project_id = $1 and row_no = any($2) group by row_no) t) as tags,
       (select coalesce(jsonb_agg(t), '[]') from (select row_no as r, jsonb_object_agg(channel, address) as addresses
         from contact_channels where project_id = $1 and row_no = any($2) group by row_no) t) as channels,
       (select coalesce(jsonb_agg(t), '[]') from (select row_no as r, jsonb_object_agg(channel, state) as states
         from consents where project_id = $1 and row_no = any($2) group by row_no) t) as consent`,
    [transaction.projectId, rowNos],
  )
  return {
    tagIds: new Map(row.tags.map(({ r, ids }) => [r, new Set(ids)])),
    channels: new Map(row.channels.map(({ r, addresses }) => [r, addresses])),
    consent: new Map(row.consent.map(({ r, states }) => [r, states])),
  }
}
