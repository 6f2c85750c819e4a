import { findDkimKey } from '../senders/domain-key.ts'
import { hostOf, isLoopback } from '../senders/find-transport-problem.ts'
import type { ProviderRecord } from '../store/providers.ts'
import type { Asker } from './compose.ts'

/** Why nothing may be sent from an address through a provider, or undefined. Mail that stays on this machine may come from anywhere. */
export async function findSenderProblem(
  { product, projectId }: Asker,
  { from, provider }: { from: string; provider: ProviderRecord | undefined },
): Promise<string | undefined> {
  const host = hostOf(product.config, provider)
  if (host === undefined || isLoopback(host) || (await isKnownDomain({ product, projectId }, from))) return undefined
  return `the domain of ${from} is not verified, so mailbox providers would take it for forged: add it under /v1/domains and set its DNS records`
}

async function isKnownDomain({ product, projectId }: Asker, from: string): Promise<boolean> {
  return (await findDkimKey(product, projectId, from)) !== null
}
