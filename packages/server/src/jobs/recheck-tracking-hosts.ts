import { checkTrackingHost } from '../domains/check-tracking-host.ts'
import { originAt } from '../email/origin-at.ts'
import type { Product } from '../product.ts'
import { keepTrackingVerdict, listDueTrackingHosts } from '../store/tracking-hosts.ts'

type Setting = Pick<Product, 'config' | 'database' | 'now'>

/** Looks a host up and keeps what was found. */
export async function recheckTrackingHost(
  { config, database, now }: Setting,
  key: { projectId: number; host: string },
): Promise<void> {
  const { publicUrl, dnsServers: servers } = config
  const [target, origin] = [new URL(publicUrl).hostname, originAt(publicUrl, key.host)]
  const verdict = await checkTrackingHost(key.host, { target, origin, servers })
  await keepTrackingVerdict(database, key, { verdict, now: now() })
}

/** Looks up what is due, one after the other. */
export async function recheckDueTrackingHosts(product: Setting, isStopped = () => false): Promise<void> {
  for (const key of await listDueTrackingHosts(product.database, product.now())) {
    if (isStopped()) return
    await recheckTrackingHost(product, key)
  }
}
