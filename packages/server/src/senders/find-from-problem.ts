import type { Product } from '../product.ts'
import { getProject } from '../store/projects.ts'
import { findVerifiedDomain } from '../store/sending-domains.ts'
import { isLoopback } from './find-transport-problem.ts'
import { sendingHosts } from './sending-hosts.ts'

/** Why nothing may be sent from an address, or undefined. Mail that stays on this machine may come from anywhere. */
export async function findFromProblem(
  { database, config, now }: Pick<Product, 'database' | 'config' | 'now'>,
  projectId: number,
  address: string,
): Promise<string | undefined> {
  if (sendingHosts(config).every(isLoopback)) return undefined
  if (await findVerifiedDomain(database, projectId, { address, now: now() })) return undefined
  const { require_verified_domain: isRequired } = await getProject(database, projectId)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  return isRequired
    ? `The domain ${domain} is not verified, so mailbox providers would take mail from ${address} for forged. Add it under Domains, set its DNS records and check it; or turn off the setting that asks for verified domains.`
    : undefined
}
