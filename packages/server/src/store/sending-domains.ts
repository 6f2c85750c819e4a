import { parseId, toId } from '@rollcall/contract'
import { domainsOf } from '../email/domains-of.ts'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

/** A domain that mail comes from, without its private key. */
export type DomainRecord = {
  id: string
  domain: string
  selector: string
  publicKey: string
  returnPath: string | null
  reportsTo: string | null
  ownershipToken: string
  /** What the last check found, by record; none of them before the first. */
  verdicts: Partial<Record<string, { status: 'ok' | 'missing' | 'wrong' | 'unknown'; detail: string; found: string[] }>>
  verifiedAt: Date | null
  lostAt: Date | null
  checkedAt: Date | null
  checkAt: Date
  createdAt: Date
}

/** A domain's key; `privateKey` is sealed. */
export type DomainKey = { domain: string; selector: string; publicKey: string; privateKey: string }

/** What is chosen about a domain. */
export type DomainChoices = { returnPath?: string | null; reportsTo?: string | null }

// A record that went missing may be back in a moment; mail goes on until somebody can have noticed.
const GRACE_HOURS = 72

const SELECT_DOMAINS = `
  select id, domain, selector, public_key as "publicKey", return_path as "returnPath", reports_to as "reportsTo",
    ownership_token as "ownershipToken", verdicts, verified_at as "verifiedAt", lost_at as "lostAt",
    checked_at as "checkedAt", check_at as "checkAt", created_at as "createdAt"
  from sending_domains where project_id = $1`

/** Domains newest first, below the domain `before` (a UUID; they grow with time). */
export function listDomains(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: string | null; limit: number },
): Promise<DomainRecord[]> {
  return record.query<DomainRecord>(`${SELECT_DOMAINS} and ($2::uuid is null or id < $2) order by id desc limit $3`, [
    projectId,
    before,
    limit,
  ])
}

/** The domain with this id or name. */
export async function findDomain(
  record: Queryable,
  projectId: number,
  text: string,
): Promise<DomainRecord | undefined> {
  const [row] = await record.query<DomainRecord>(`${SELECT_DOMAINS} and (id = $2 or domain = $3)`, [
    projectId,
    parseId('domain', text) ?? null,
    text.toLowerCase(),
  ])
  return row
}

export async function getDomain(record: Queryable, projectId: number, text: string): Promise<DomainRecord> {
  const found = await findDomain(record, projectId, text)
  if (!found) throw failure('not_found', { what: 'domain', id: text })
  return found
}

/** Keeps the key of a domain that has none. */
export async function insertDomain(
  transaction: Transaction,
  key: DomainKey,
  choices: DomainChoices & { now: Date },
): Promise<DomainRecord> {
  const { projectId } = transaction
  const { domain, selector, publicKey, privateKey } = key
  const made = await transaction.query(
    `insert into sending_domains (project_id, domain, selector, public_key, private_key, return_path, reports_to, created_at, check_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (project_id, domain) do nothing returning id`,
    [
      ...[projectId, domain, selector, publicKey, privateKey],
      ...[choices.returnPath ?? null, choices.reportsTo ?? null, choices.now],
    ],
  )
  const found = await getDomain(transaction, projectId, domain)
  if (made.length > 0) return found
  throw failure('already_exists', { what: 'domain', by: 'name', value: domain, id: toId('domain', found.id) })
}

/** Changes what is given; null clears. Its records are looked at anew soon. */
export async function updateDomain(
  transaction: Transaction,
  text: string,
  { returnPath, reportsTo, now }: DomainChoices & { now: Date },
): Promise<DomainRecord> {
  const { id } = await getDomain(transaction, transaction.projectId, text)
  await transaction.query(
    `update sending_domains set return_path = case when $3 then $4 else return_path end,
       reports_to = case when $5 then $6 else reports_to end, check_at = $7
     where project_id = $1 and id = $2`,
    [
      ...[transaction.projectId, id, returnPath !== undefined, returnPath ?? null],
      ...[reportsTo !== undefined, reportsTo ?? null, now],
    ],
  )
  return getDomain(transaction, transaction.projectId, toId('domain', id))
}

/** Forgets a domain and its key. */
export async function deleteDomain(transaction: Transaction, text: string): Promise<void> {
  const { id } = await getDomain(transaction, transaction.projectId, text)
  await transaction.query('delete from sending_domains where project_id = $1 and id = $2', [transaction.projectId, id])
}

/** Keeps what a check found. `isOwned`: whether it shows whose the domain is; null says nothing about that. */
export async function keepVerdicts(
  record: Queryable,
  { projectId, id }: { projectId: number; id: string },
  found: { verdicts: DomainRecord['verdicts']; isOwned: boolean | null; now: Date; checkAt: Date },
): Promise<void> {
  await record.query(
    `update sending_domains set verdicts = $3, checked_at = $4, check_at = $5,
       verified_at = case when $6 and (verified_at is null or ${isLost('$4')}) then $4::timestamptz else verified_at end,
       lost_at = case when $6 then null when not $6 and verified_at is not null then coalesce(lost_at, $4) else lost_at end
     where project_id = $1 and id = $2`,
    [projectId, id, JSON.stringify(found.verdicts), found.now, found.checkAt, found.isOwned],
  )
}

function isLost(now: string): string {
  return `coalesce(lost_at < ${now}::timestamptz - interval '${GRACE_HOURS} hours', false)`
}

/** Until when a domain whose records are gone counts as verified; null: it is not, or nothing is gone. */
export function graceEndOf({ verifiedAt, lostAt }: Pick<DomainRecord, 'verifiedAt' | 'lostAt'>): Date | null {
  return verifiedAt && lostAt ? new Date(lostAt.getTime() + GRACE_HOURS * 3_600_000) : null
}

/** The domain, verified, that an address is of: its own or the nearest one above (as alignment takes it, RFC 9989, 3.2.10). */
export async function findVerifiedDomain(
  record: Queryable,
  projectId: number,
  { address, now }: { address: string; now: Date },
): Promise<string | undefined> {
  const [row] = await record.query<{ domain: string }>(
    `select domain from sending_domains
     where project_id = $1 and domain = any($2) and verified_at is not null and not ${isLost('$3')}
     order by length(domain) desc limit 1`,
    [projectId, domainsOf(address), now],
  )
  return row?.domain
}

/** Domains of all projects that are to be looked at; nobody else gets them before `heldUntil`. */
export function takeDueDomains(
  record: Queryable,
  { now, heldUntil, limit }: { now: Date; heldUntil: Date; limit: number },
): Promise<{ projectId: number; id: string }[]> {
  return record.query<{ projectId: number; id: string }>(
    `with due as (
       select project_id, id from sending_domains where check_at <= $1 order by check_at limit $3 for update skip locked
     )
     update sending_domains d set check_at = $2 from due
     where d.project_id = due.project_id and d.id = due.id
     returning d.project_id as "projectId", d.id`,
    [now, heldUntil, limit],
  )
}

/** The key that mail from one of these domains is signed with: the longest name's. */
export async function findDomainKey(
  record: Queryable,
  projectId: number,
  domains: string[],
): Promise<Pick<DomainKey, 'domain' | 'selector' | 'privateKey'> | undefined> {
  const [key] = await record.query<DomainKey>(
    `select domain, selector, private_key as "privateKey" from sending_domains
     where project_id = $1 and domain = any($2) order by length(domain) desc limit 1`,
    [projectId, domains],
  )
  return key
}
