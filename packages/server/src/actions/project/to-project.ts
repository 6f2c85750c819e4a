import { type projectGet, type RouteReply, toId } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { getProject } from '../../store/projects.ts'

/** The project as the API shows it. */
export async function toProject(product: Product, projectId: number): Promise<RouteReply<typeof projectGet>> {
  const [row, contactCount] = await Promise.all([
    getProject(product.database, projectId),
    product.index.count(projectId, { is: 'constant', value: true }),
  ])
  return {
    id: toId('project', row.public_id),
    name: row.name,
    timezone: row.timezone,
    fromName: row.from_name,
    fromEmail: row.from_email,
    postalAddress: row.postal_address,
    defaultFunnelStage: row.default_funnel,
    tracking: { opens: row.track_opens, clicks: row.track_clicks },
    sendingLimits: row.sending_limits,
    branding: { logoUrl: row.logo_url, color: row.brand_color },
    keepsIp: row.keep_ip,
    requireVerifiedDomain: row.require_verified_domain,
    streams: row.streams,
    hasDemo: row.has_demo,
    usesCatcher: product.config.smtpUrl === null,
    contactCount,
    createdAt: row.created_at.toISOString(),
  }
}
