import { type domain, parseId, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

/** A domain as callers see it: never with its private key. */
export type DomainReply = z.output<typeof domain>

type DomainRow = { id: string; domain: string; selector: string; publicKey: string; createdAt: Date }

/** A domain's key; `privateKey` is sealed. */
export type DomainKey = { domain: string; selector: string; publicKey: string; privateKey: string }

const SELECT_DOMAINS = `
  select id, domain, selector, public_key as "publicKey", created_at as "createdAt"
  from sending_domains where project_id = $1`

/** Domains newest first, below the domain `before` (a UUID; they grow with time). */
export async function listDomains(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: string | null; limit: number },
): Promise<DomainReply[]> {
  const rows = await record.query<DomainRow>(
    `${SELECT_DOMAINS} and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [projectId, before, limit],
  )
  return rows.map(toReply)
}

/** The domain with this id or name. */
export async function getDomain(record: Queryable, projectId: number, text: string): Promise<DomainReply> {
  const [row] = await record.query<DomainRow>(`${SELECT_DOMAINS} and (id = $2 or domain = $3)`, [
    projectId,
    parseId('domain', text) ?? null,
    text,
  ])
  if (!row) throw failure('not_found', { what: 'domain', id: text })
  return toReply(row)
}

/** Keeps the key of a domain that has none. */
export async function insertDomain(transaction: Transaction, key: DomainKey): Promise<DomainReply> {
  const { projectId } = transaction
  const { domain, selector, publicKey, privateKey } = key
  const made = await transaction.query(
    `insert into sending_domains (project_id, domain, selector, public_key, private_key) values ($1, $2, $3, $4, $5)
     on conflict (project_id, domain) do nothing returning id`,
    [projectId, domain, selector, publicKey, privateKey],
  )
  const found = await getDomain(transaction, projectId, domain)
  if (made.length > 0) return found
  throw failure('already_exists', { what: 'domain', by: 'name', value: domain, id: found.id })
}

/** Forgets a domain and its key. */
export async function deleteDomain(transaction: Transaction, text: string): Promise<void> {
  const { id } = await getDomain(transaction, transaction.projectId, text)
  await transaction.query('delete from sending_domains where project_id = $1 and id = $2', [
    transaction.projectId,
    parseId('domain', id),
  ])
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

function toReply({ id, domain, selector, publicKey, createdAt }: DomainRow): DomainReply {
  const name = `${selector}._domainkey.${domain}`
  const record = { type: 'TXT' as const, name, value: `v=DKIM1; k=rsa; p=${publicKey}` }
  return { id: toId('domain', id), domain, selector, record, createdAt: createdAt.toISOString() }
}
