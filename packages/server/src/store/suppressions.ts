import { parseId, type suppression, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import { ENTRY_REFUSES_ALL } from './skip-reason.ts'

/** An entry of the suppression list as callers see it. */
export type SuppressionReply = z.output<typeof suppression>

type SuppressionRow = Omit<SuppressionReply, 'createdAt'> & { createdAt: Date }

const SELECT_SUPPRESSIONS = `
  select id, address as email, reason, marketing_only as "marketingOnly", note, created_at as "createdAt"
  from suppressions where project_id = $1`

/** Entries newest first, below the entry `before` (a UUID; they grow with time), of one folded address or of all. */
export async function listSuppressions(
  record: Queryable,
  projectId: number,
  { before, limit, address }: { before: string | null; limit: number; address?: string | undefined },
): Promise<SuppressionReply[]> {
  const rows = await record.query<SuppressionRow>(
    `${SELECT_SUPPRESSIONS} and ($2::uuid is null or id < $2) and ($4::text is null or address = $4)
     order by id desc limit $3`,
    [projectId, before, limit, address ?? null],
  )
  return rows.map(toReply)
}

function toReply(row: SuppressionRow): SuppressionReply {
  return { ...row, id: toId('suppression', row.id), createdAt: row.createdAt.toISOString() }
}

/** Puts a folded address on the list; nobody's status changes. An address has at most one entry for each reason. */
export async function addSuppression(
  transaction: Transaction,
  input: Pick<SuppressionReply, 'email' | 'reason' | 'marketingOnly' | 'note'>,
): Promise<SuppressionReply> {
  const { projectId, actor } = transaction
  const address = input.email
  const [made] = await transaction.query<{ id: string }>(
    `insert into suppressions (project_id, address, reason, marketing_only, note, created_by)
     values ($1, $2, $3, $4, $5, $6) on conflict (project_id, address, reason) do nothing returning id`,
    [projectId, address, input.reason, input.marketingOnly, input.note, actor],
  )
  if (made) await touchAddress(transaction, address)
  const [row] = await transaction.query<SuppressionRow>(`${SELECT_SUPPRESSIONS} and address = $2 and reason = $3`, [
    projectId,
    address,
    input.reason,
  ])
  if (made) return toReply(row)
  const id = toId('suppression', row.id)
  throw failure('already_exists', { what: `${input.reason} suppression`, by: 'email', value: address, id })
}

/** Takes an entry (sup_…) off the list. */
export async function removeSuppression(transaction: Transaction, id: string): Promise<void> {
  const [gone] = await transaction.query<{ address: string }>(
    'delete from suppressions where project_id = $1 and id = $2 returning address',
    [transaction.projectId, parseId('suppression', id) ?? null],
  )
  if (!gone) throw failure('not_found', { what: 'suppression', id })
  await touchAddress(transaction, gone.address)
}

/** Locks them, too: a message that is about to leave either saw the change or left before it. */
async function touchAddress(transaction: Transaction, address: string) {
  const rows = await transaction.query<{ rowNo: number }>(
    `select row_no as "rowNo" from contacts where project_id = $1 and email_key = $2 and deleted_at is null
     for no key update`,
    [transaction.projectId, address],
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
 * Those of these folded addresses that get no mail of any kind, each with its reason: what bounced, and whoever complained or
 * was blocked for more than marketing.
 */
export async function listRefusals(
  record: Queryable,
  projectId: number,
  addresses: string[],
): Promise<Map<string, SuppressionReply['reason']>> {
  const rows = await record.query<Pick<SuppressionRow, 'email' | 'reason'>>(
    `select s.address as email, s.reason from suppressions s
     where s.project_id = $1 and s.address = any($2) and ${ENTRY_REFUSES_ALL}
     union all
     select c.email_key, 'bounce' from contacts c
     where c.project_id = $1 and c.email_key = any($2) and c.deleted_at is null and c.status = 'bounced'
     order by email, reason desc`,
    [projectId, addresses],
  )
  return new Map(rows.map(({ email, reason }) => [email, reason]))
}
