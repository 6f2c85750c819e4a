import { type accountLimits, type MessageChannel, parseId } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import type { CampaignKey } from './deliveries.ts'
import { LEAVES_THROUGH } from './leaves-through.ts'

/** How many messages may leave through an account. */
export type AccountLimits = z.output<typeof accountLimits>

/** An account at a sending service as the record keeps it; `id` is a UUID, `secrets` are sealed. */
export type ProviderRecord = {
  projectId: number
  id: string
  kind: string
  /** What it carries. */
  channel: MessageChannel
  name: string
  settings: Record<string, string>
  secrets: string | null
  hints: Record<string, string>
  isDefault: boolean
  sendingLimits: AccountLimits
  /** Changes with whatever a sender is opened with. */
  version: number
  webhookAt: Date | null
  refusedAt: Date | null
  refusal: string | null
  createdAt: Date
  updatedAt: Date
}

const SELECT = `select p.project_id as "projectId", p.id, p.kind, p.channel, p.name, p.settings, p.secrets, p.hints,
  p.is_default as "isDefault", p.sending_limits as "sendingLimits", p.version, p.webhook_at as "webhookAt", p.refused_at as "refusedAt", p.refusal,
  p.created_at as "createdAt", p.updated_at as "updatedAt" from providers p`

/** What limits of an account are told by. */
export type SendingAccount = { id: string; name: string; limits: AccountLimits }

/** A provider `p` as a SendingAccount, null when there is none, as an expression of SQL. */
export const SENDING_ACCOUNT = `case when p.id is not null then
  jsonb_build_object('id', p.id, 'name', p.name, 'limits', p.sending_limits) end`

/** Providers newest first, below the one with the UUID `before`. */
export function listProviders(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: string | null; limit: number },
): Promise<ProviderRecord[]> {
  return record.query<ProviderRecord>(
    `${SELECT} where p.project_id = $1 and ($2::uuid is null or p.id < $2) order by p.id desc limit $3`,
    [projectId, before, limit],
  )
}

/** A provider by its public id, or by a kind: the default if it is of that kind, else the oldest. */
export async function findProvider(
  record: Queryable,
  projectId: number,
  text: string,
): Promise<ProviderRecord | undefined> {
  const [provider] = await record.query<ProviderRecord>(
    `${SELECT} where p.project_id = $1 and (p.id = $2 or p.kind = $3) order by p.is_default desc, p.id limit 1`,
    [projectId, parseId('provider', text) ?? null, text],
  )
  return provider
}

/** The same; fails when there is none. */
export async function getProvider(record: Queryable, projectId: number, text: string): Promise<ProviderRecord> {
  const provider = await findProvider(record, projectId, text)
  if (!provider) throw failure('not_found', { what: 'provider', id: text })
  return provider
}

/** What is sent through on a channel that names this provider, or none: then the channel's default. */
export async function findSendingProvider(
  record: Queryable,
  projectId: number,
  { text, channel = 'email' }: { text: string | null; channel?: MessageChannel },
): Promise<ProviderRecord | undefined> {
  const [provider] = await record.query<ProviderRecord>(
    `${SELECT} where p.project_id = $1 and p.channel = $2 and case when $4::text is null then p.is_default else p.id = $3 or p.kind = $4 end
     order by p.is_default desc, p.id limit 1`,
    [projectId, channel, text === null ? null : (parseId('provider', text) ?? null), text],
  )
  return provider
}

/** What a provider is made of. */
export type ProviderContent = Pick<
  ProviderRecord,
  'name' | 'settings' | 'secrets' | 'hints' | 'isDefault' | 'sendingLimits'
>

/** Keeps a new provider; returns its UUID. */
export async function insertProvider(
  transaction: Transaction,
  provider: ProviderContent & Pick<ProviderRecord, 'kind' | 'channel'>,
): Promise<string> {
  const { kind, channel, name, settings, secrets, hints, isDefault, sendingLimits } = provider
  if (isDefault) await clearDefault(transaction, { channel })
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into providers (project_id, kind, channel, name, settings, secrets, hints, is_default, sending_limits)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      ...[transaction.projectId, kind, channel, name, JSON.stringify(settings), secrets, JSON.stringify(hints)],
      ...[isDefault, JSON.stringify(sendingLimits)],
    ],
  )
  return id
}

/** Replaces what a provider is made of. What was the default for mail and is no more hands that to the built-in sending. */
export async function updateProvider(
  transaction: Transaction,
  { id, channel }: Pick<ProviderRecord, 'id' | 'channel'>,
  { name, settings, secrets, hints, isDefault, sendingLimits }: ProviderContent,
): Promise<void> {
  const { projectId } = transaction
  if (isDefault) await clearDefault(transaction, { channel, except: id })
  await transaction.query(
    `update providers set name = $3, settings = $4, secrets = $5, hints = $6, is_default = $7, sending_limits = $8,
       version = version + 1, updated_at = now()
     where project_id = $1 and id = $2`,
    [
      ...[projectId, id, name, JSON.stringify(settings), secrets, JSON.stringify(hints), isDefault],
      JSON.stringify(sendingLimits),
    ],
  )
  await transaction.query(
    `update providers set is_default = true where project_id = $1 and kind = 'migma'
       and not exists (select from providers where project_id = $1 and is_default and channel = 'email')`,
    [projectId],
  )
}

async function clearDefault(
  transaction: Transaction,
  { channel, except = null }: Pick<ProviderRecord, 'channel'> & { except?: string | null },
) {
  await transaction.query(
    `update providers set is_default = false
     where project_id = $1 and channel = $2 and is_default and id is distinct from $3`,
    [transaction.projectId, channel, except],
  )
}

/** Forgets a provider. Fails while it is the default, or a campaign that is not over is to be sent through it. */
export async function deleteProvider(transaction: Transaction, provider: ProviderRecord): Promise<void> {
  const { projectId } = transaction
  // The lock keeps a campaign from choosing it meanwhile.
  await transaction.query('select from providers where project_id = $1 and id = $2 for update', [
    projectId,
    provider.id,
  ])
  const campaigns = await transaction.query<{ name: string }>(
    `select name from campaigns where project_id = $1 and provider_id = $2
       and status in ('draft', 'scheduled', 'sending', 'paused') order by id limit 5`,
    [projectId, provider.id],
  )
  const users = campaigns.map(({ name }) => `the campaign ${JSON.stringify(name)}`)
  if (provider.isDefault) users.unshift('everything that names no provider: it is the default')
  if (users.length > 0) throw failure('in_use', { what: 'provider', name: provider.name, users })
  await transaction.query('delete from providers where project_id = $1 and id = $2', [projectId, provider.id])
}

/** What a campaign is sent through: the provider that it names, or its channel's default. */
export async function findCampaignProvider(
  record: Queryable,
  { projectId, id }: CampaignKey,
): Promise<ProviderRecord | undefined> {
  const [provider] = await record.query<ProviderRecord>(
    `${SELECT} join campaigns k on ${LEAVES_THROUGH}
     where k.project_id = $1 and k.id = $2`,
    [projectId, id],
  )
  return provider
}
