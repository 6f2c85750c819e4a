import { FORM_LANGUAGES, type projectGet, type RouteReply, toId } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { getProject, type PageWords } from '../../store/projects.ts'

type Reply = RouteReply<typeof projectGet>

/** The project as the API shows it. */
export async function toProject(product: Product, projectId: number): Promise<Reply> {
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
    preferenceCentre: { pauseDays: row.pause_days, texts: toTexts(row.page_texts) },
    keepsIp: row.keep_ip,
    requireVerifiedDomain: row.require_verified_domain,
    streams: row.streams,
    campaignDefaults: {
      frequencyCap: row.campaign_defaults.frequencyCap ?? null,
      window: row.campaign_defaults.window ?? null,
    },
    hasDemo: row.has_demo,
    usesCatcher: product.config.smtpUrl === null,
    contactCount,
    createdAt: row.created_at.toISOString(),
  }
}

function toTexts(words: PageWords): Reply['preferenceCentre']['texts'] {
  return Object.fromEntries(
    FORM_LANGUAGES.map((language) => {
      const { title, text } = words[language] ?? {}
      return [language, { title: title || null, text: text || null }]
    }),
  )
}
