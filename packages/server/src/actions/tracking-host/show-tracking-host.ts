import type { RouteReply, trackingHostGet } from '@rollcall/contract'
import { originAt } from '../../email/origin-at.ts'
import type { Product } from '../../product.ts'
import { getTrackingHost } from '../../store/tracking-hosts.ts'

/** A project's own host for tracking links as callers see it. */
export async function showTrackingHost(
  { config: { publicUrl }, database }: Pick<Product, 'config' | 'database'>,
  projectId: number,
): Promise<RouteReply<typeof trackingHostGet>> {
  const { host, verdict, verifiedAt, checkedAt } = await getTrackingHost(database, projectId)
  return {
    host,
    record: host === null ? null : { type: 'CNAME', name: host, value: new URL(publicUrl).hostname },
    ...(verdict ?? { status: 'unchecked', detail: null, found: [] }),
    verified: verifiedAt !== null,
    verifiedAt: verifiedAt?.toISOString() ?? null,
    checkedAt: checkedAt?.toISOString() ?? null,
    linksBeginWith: host !== null && verifiedAt !== null ? originAt(publicUrl, host) : publicUrl,
  }
}
