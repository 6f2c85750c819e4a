import type { Product } from '../product.ts'
import { getProject } from '../store/projects.ts'
import type { ProviderRecord } from '../store/providers.ts'
import { findVerifiedDomain } from '../store/sending-domains.ts'
import { leavesMachine } from './leaves-machine.ts'

/** Who sends, and through what; undefined is the built-in sending. */
export type From = { projectId: number; address: string; provider?: ProviderRecord | undefined }

/** Why nothing may be sent from an address, or undefined. Mail that stays on this machine may come from anywhere. */
export async function findFromProblem(
  { database, config, now }: Pick<Product, 'database' | 'config' | 'now'>,
  { projectId, address, provider }: From,
): Promise<string | undefined> {
  if (!leavesMachine(config, provider)) return undefined
  if (await findVerifiedDomain(database, projectId, { address, now: now() })) return undefined
  const { require_verified_domain: isRequired } = await getProject(database, projectId)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return isRequired
    ? `The domain ${domain} is not verified, so mailbox providers would take mail from ${address} for forged. Add it under Domains, set its DNS records and check it; or turn off the setting that asks for verified domains.`
    : undefined
}
