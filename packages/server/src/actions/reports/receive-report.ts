import { createHash } from 'node:crypto'
import { toId } from '@rollcall/contract'
import { type Failure, failure } from '../../failure.ts'
import { ApiCallError, type ApiClient } from '../../outbound/api-client.ts'
import type { Product } from '../../product.ts'
import { type Account, openAccount } from '../../senders/account.ts'
import { type Hook, HookRefused, type ReceivedReport } from '../../senders/providers/provider-kind.ts'
import { parseReportToken } from '../../senders/report-token.ts'
import { reportUrlOf } from '../../senders/report-url.ts'
import { insertReports, noteRefusal, type ReportSource } from '../../store/provider-reports.ts'
import { findProvider, type ProviderRecord } from '../../store/providers.ts'

/** Keeps what a service reports, once it is proved that it does; what it means is found out later. */
export async function receiveHook(
  product: Product,
  {
    token,
    hook: { query, ...hook },
    api,
  }: { token: string; hook: Omit<Hook, 'url'> & { query: string }; api: ApiClient },
): Promise<{ type: string; body: string }> {
  const provider = await getReporter(product, 'webhook', token)
  let account: Account | undefined
  try {
    account = openAccount(provider, product.config)
    const reportUrl = reportUrlOf(product.config, provider)
    const reports = await prove(product, { account, hook: { ...hook, url: reportUrl + query }, api, reportUrl })
    const kept = reports.map(({ key, nonce, body }) => ({ key, nonce, body: Buffer.from(body) }))
    const isKept = await insertReports(product.database, provider, { reports: kept, source: 'webhook', at: hook.at })
    if (!isKept) throw new HookRefused('Its token came with another report before.')
  } catch (error) {
    if (!(error instanceof HookRefused || error instanceof ApiCallError)) throw error
    await noteRefusal(product.database, provider, { reason: error.message, at: hook.at })
    throw failure('report_refused', { reason: error.message })
  }
  product.wake('reports')
  return account?.kind.webhook?.reply ?? EMPTY
}

const EMPTY = { type: 'application/json; charset=utf-8', body: '{}' }

type Proof = { account: Account | undefined; hook: Hook; api: ApiClient; reportUrl: string }

async function prove({ config, now }: Product, { account, hook, api, reportUrl }: Proof): Promise<ReceivedReport[]> {
  const { allowPrivate } = config
  if (!account?.kind.webhook) throw new HookRefused('This provider does not report by HTTP.')
  return account.kind.webhook.receive(hook, account.settings, { api, allowPrivate, now, reportUrl })
}

/** Keeps a mail that may be a bounce or a complaint. */
export async function receiveMail(product: Product, { token, raw }: { token: string; raw: Buffer }): Promise<void> {
  const provider = await getReporter(product, 'mail', token)
  const report = { key: keyOf(raw), nonce: null, body: raw }
  await insertReports(product.database, provider, { reports: [report], source: 'mail', at: product.now() })
  product.wake('reports')
}

/** Whoever passes mail on adds lines at its top: the same mail is known by its own id. */
function keyOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n')
  const header = raw.subarray(0, end === -1 ? raw.length : end).toString('latin1')
  const id = /^message-id:\s*(<[^>\r\n]+>)/im.exec(header)?.[1]
  return createHash('sha256')
    .update(id ?? raw)
    .digest('hex')
}

async function getReporter(
  { config, database }: Product,
  source: ReportSource,
  token: string,
): Promise<ProviderRecord> {
  const claim = parseReportToken(config.secretKey, source, token)
  const provider = claim && (await findProvider(database, claim.projectId, toId('provider', claim.id)))
  if (!provider) throw unknownAddress(token)
  return provider
}

/** An address that we did not make, or of a provider that is gone. */
export function unknownAddress(token: string): Failure {
  return failure('not_found', { what: 'provider with the address', id: `${token.slice(0, 12)}…` })
}
