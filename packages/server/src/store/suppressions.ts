import { parseId, type SUPPRESSION_REASONS, type suppression, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import { nameActors } from './actor-names.ts'
import type { AddressHashing, Queryable, Transaction } from './database.ts'
import { forgetErased, listErased } from './erased-addresses.ts'
import { ENTRY_REFUSES_ALL } from './skip-reason.ts'

/** An entry of the suppression list as callers see it. */
export type SuppressionReply = z.output<typeof suppression>

export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

type SuppressionRow = Omit<SuppressionReply, 'createdAt' | 'createdByName' | 'source'> & {
  createdAt: Date
  campaignId: string | null
  campaignName: string | null
  deliveryId: string | null
}

/** Which entries: undefined takes any. */
export type SuppressionsAsked = {
  /** A part of the folded address or of the note. */
  q?: string | undefined
  /** A folded address. */
  address?: string | undefined
  reason?: SuppressionReason | undefined
  marketingOnly?: boolean | undefined
  from?: string | undefined
  until?: string | undefined
}

const SELECT_SUPPRESSIONS = `
  select s.id, s.address as email, s.reason, s.marketing_only as "marketingOnly", s.note, s.created_at as "createdAt",
    s.created_by as "createdBy", s.campaign_id as "campaignId", k.name as "campaignName", s.delivery_id as "deliveryId"
  from suppressions s left join campaigns k on k.project_id = s.project_id and k.id = s.campaign_id
  where s.project_id = $1`

/** Entries newest first, below the entry `before` (a UUID; they grow with time). */
export async function listSuppressions(
  record: Queryable,
  projectId: number,
  { before, limit, ...asked }: SuppressionsAsked & { before: string | null; limit: number },
): Promise<SuppressionReply[]> {
  const rows = await record.query<SuppressionRow>(
    `${SELECT_SUPPRESSIONS} and ($2::uuid is null or s.id < $2) and ($4::text is null or s.address = $4)
       and ($5::text is null or strpos(s.address, $5) > 0 or strpos(lower(s.note), $5) > 0)
       and ($6::text is null or s.reason = $6) and ($7::bool is null or s.marketing_only = $7)
       and ($8::timestamptz is null or s.created_at >= $8) and ($9::timestamptz is null or s.created_at < $9)
     order by s.id desc limit $3`,
    [
      ...[projectId, before, limit, asked.address ?? null, asked.q ?? null, asked.reason ?? null],
      ...[asked.marketingOnly ?? null, asked.from ?? null, asked.until ?? null],
    ],
  )
  return toReplies(record, projectId, rows)
}

async function toReplies(record: Queryable, projectId: number, rows: SuppressionRow[]): Promise<SuppressionReply[]> {
  const nameOf = await nameActors(
    record,
    projectId,
    rows.map(({ createdBy }) => createdBy),
  )
  return rows.map(({ campaignId, campaignName, deliveryId, ...row }) => ({
    ...row,
    id: toId('suppression', row.id),
    source: campaignId === null ? null : toSource({ campaignId, campaignName, deliveryId }),
    createdAt: row.createdAt.toISOString(),
    createdByName: nameOf(row.createdBy),
  }))
}

function toSource(of: { campaignId: string; campaignName: string | null; deliveryId: string | null }) {
  const delivery = of.deliveryId === null ? null : toId('delivery', of.deliveryId)
  return { campaign: toId('campaign', of.campaignId), campaignName: of.campaignName, delivery }
}

/** How many addresses are on the list, how many entries there are for each reason, and how many people were erased. */
export async function countSuppressions(record: Queryable, projectId: number) {
  const rows = await record.query<{ reason: SuppressionReason; count: number }>(
    'select reason, count(*)::int as count from suppressions where project_id = $1 group by reason',
    [projectId],
  )
  const [{ addresses, erasedPeople }] = await record.query<{ addresses: number; erasedPeople: number }>(
    `select (select count(distinct address) from suppressions where project_id = $1)::int as addresses,
       (select count(*) from erased_addresses where project_id = $1)::int as "erasedPeople"`,
    [projectId],
  )
  const of = (reason: SuppressionReason) => rows.find((row) => row.reason === reason)?.count ?? 0
  const byReason = {
    ...{ bounce: of('bounce'), complaint: of('complaint'), unsubscribe: of('unsubscribe') },
    ...{ manual: of('manual'), erased: of('erased'), soft_bounces: of('soft_bounces') },
  }
  return { addresses, byReason, erasedPeople }
}

/** What an entry is made of; the address is folded. */
export type NewSuppression = Pick<SuppressionReply, 'email' | 'reason' | 'marketingOnly' | 'note'>

/** Puts an address on the list; nobody's status changes. An address has at most one entry for each reason. */
export async function addSuppression(transaction: Transaction, input: NewSuppression): Promise<SuppressionReply> {
  const { projectId } = transaction
  const added = await addSuppressions(transaction, [input])
  const [reply] = await toReplies(
    transaction,
    projectId,
    await transaction.query<SuppressionRow>(`${SELECT_SUPPRESSIONS} and s.address = $2 and s.reason = $3`, [
      projectId,
      input.email,
      input.reason,
    ]),
  )
  if (!reply) throw new Error('The entry that was just added is not there.')
  if (added > 0) return reply
  const by = { what: `${input.reason} suppression`, by: 'email', value: input.email }
  throw failure('already_exists', { ...by, id: reply.id })
}

/** Puts addresses on the list; returns how many entries were not there before. */
export async function addSuppressions(transaction: Transaction, entries: NewSuppression[]): Promise<number> {
  const made = await transaction.query<{ address: string }>(
    `insert into suppressions (project_id, address, reason, marketing_only, note, created_by)
     select $1, e.address, e.reason, e.marketing_only, e.note, $6
     from unnest($2::text[], $3::text[], $4::bool[], $5::text[]) as e (address, reason, marketing_only, note)
     on conflict (project_id, address, reason) do nothing returning address`,
    [
      transaction.projectId,
      entries.map(({ email }) => email),
      entries.map(({ reason }) => reason),
      entries.map(({ marketingOnly }) => marketingOnly),
      entries.map(({ note }) => note),
      transaction.actor,
    ],
  )
  await touchAddresses(
    transaction,
    made.map(({ address }) => address),
  )
  return made.length
}

/** Changes what is given of an entry (sup_…); a note that is null is cleared. */
export async function updateSuppression(
  transaction: Transaction,
  id: string,
  changes: { marketingOnly?: boolean | undefined; note?: string | null | undefined },
): Promise<SuppressionReply> {
  const key = [transaction.projectId, parseId('suppression', id) ?? null]
  await transaction.query(
    `update suppressions set marketing_only = coalesce($3, marketing_only), note = case when $4 then $5 else note end
     where project_id = $1 and id = $2`,
    [...key, changes.marketingOnly ?? null, changes.note !== undefined, changes.note || null],
  )
  const rows = await transaction.query<SuppressionRow>(`${SELECT_SUPPRESSIONS} and s.id = $2`, key)
  const [reply] = await toReplies(transaction, transaction.projectId, rows)
  if (!reply) throw failure('not_found', { what: 'suppression', id })
  return reply
}

/** Takes an entry (sup_…) off the list. `reason` goes into the audit log. */
export async function removeSuppression(transaction: Transaction, id: string, reason: string | null): Promise<void> {
  const gone = await removeSuppressions(transaction, [id], reason)
  if (gone.length === 0) throw failure('not_found', { what: 'suppression', id })
}

/** The same for many; returns the addresses of those that were there. */
export async function removeSuppressions(
  transaction: Transaction,
  ids: string[],
  reason: string | null,
): Promise<string[]> {
  const key = [transaction.projectId, ids.flatMap((id) => parseId('suppression', id) ?? [])]
  await transaction.query('update suppressions set removal_reason = $3 where project_id = $1 and id = any($2)', [
    ...key,
    reason,
  ])
  const gone = await transaction.query<{ address: string; reason: SuppressionReason }>(
    'delete from suppressions where project_id = $1 and id = any($2) returning address, reason',
    key,
  )
  for (const { address } of gone.filter((entry) => entry.reason === 'erased')) await forgetErased(transaction, address)
  const addresses = gone.map(({ address }) => address)
  await touchAddresses(transaction, addresses)
  return addresses
}

/** Which of these entries, in their order, are on the list. */
export async function areListed(
  record: Queryable,
  projectId: number,
  entries: Pick<NewSuppression, 'email' | 'reason'>[],
): Promise<boolean[]> {
  const rows = await record.query<{ isListed: boolean }>(
    `select exists (select from suppressions s where s.project_id = $1 and s.address = e.address and s.reason = e.reason) as "isListed"
     from unnest($2::text[], $3::text[]) with ordinality as e (address, reason, place) order by place`,
    [projectId, entries.map(({ email }) => email), entries.map(({ reason }) => reason)],
  )
  return rows.map(({ isListed }) => isListed)
}

/** Locks them, too: a message that is about to leave either saw the change or left before it. */
async function touchAddresses(transaction: Transaction, addresses: string[]) {
  if (addresses.length === 0) return
  const rows = await transaction.query<{ rowNo: number }>(
    `select row_no as "rowNo" from contacts where project_id = $1 and email_key = any($2) and deleted_at is null
     order by row_no for no key update`,
    [transaction.projectId, addresses],
  )
  transaction.touch(rows.map(({ rowNo }) => rowNo))
}

/** How many of these folded addresses, each as often as it is given, are on the list. */
export async function countSuppressed(record: Transaction, addresses: string[]): Promise<number> {
  const [row] = await record.query<{ count: number }>(
    `select count(*)::int as count from unnest($2::text[]) as given (address)
     where exists (select from suppressions s where s.project_id = $1 and s.address = given.address)`,
    [record.projectId, addresses],
  )
  return row.count
}

/**
 * Those of these folded addresses that get no mail of any kind, each with its reason: what bounced, whoever was erased, and
 * whoever complained or was blocked for more than marketing.
 */
export async function listRefusals(
  record: Queryable & AddressHashing,
  projectId: number,
  addresses: string[],
): Promise<Map<string, SuppressionReason>> {
  const erased = await listErased(record, projectId, addresses)
  const rows = await record.query<Pick<SuppressionRow, 'email' | 'reason'>>(
    `select s.address as email, s.reason from suppressions s
     where s.project_id = $1 and s.address = any($2) and ${ENTRY_REFUSES_ALL}
     union all
     select c.email_key, 'bounce' from contacts c
     where c.project_id = $1 and c.email_key = any($2) and c.deleted_at is null and c.status = 'bounced'
     order by email, reason desc`,
    [projectId, addresses],
  )
  return new Map([
    ...erased.map((address) => [address, 'erased'] as const),
    ...rows.map(({ email, reason }) => [email, reason] as const),
  ])
}
