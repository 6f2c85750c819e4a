import { type providersGet, type RouteReply, toId } from '@rollcall/contract'
import type { Product } from '../../product.ts'
import { findKind } from '../../senders/providers/kinds.ts'
import { toReportToken } from '../../senders/report-token.ts'
import { reportUrlOf } from '../../senders/report-url.ts'
import type { ProviderRecord } from '../../store/providers.ts'

/** A provider as the API shows it: never with its secrets. */
export function providerReply(
  provider: ProviderRecord,
  config: Pick<Product['config'], 'publicUrl' | 'secretKey'>,
): RouteReply<typeof providersGet> {
  const { publicUrl, secretKey } = config
  const { kind, channel, name, settings, hints, isDefault, sendingLimits, webhookAt, refusedAt, refusal } = provider
  const isRefusalNews = refusedAt !== null && (webhookAt === null || webhookAt < refusedAt)
  return {
    id: toId('provider', provider.id),
    kind,
    channel,
    name,
    settings,
    secrets: Object.fromEntries(Object.entries(hints).map(([key, letters]) => [key, `…${letters}`])),
    isDefault,
    sendingLimits,
    webhookUrl: findKind(kind)?.webhook ? reportUrlOf(config, provider) : null,
    mailUrl: `${publicUrl}/hooks/mail/${toReportToken(secretKey, 'mail', provider)}`,
    lastReportAt: webhookAt?.toISOString() ?? null,
    lastRefusal: isRefusalNews ? { at: refusedAt.toISOString(), reason: refusal ?? '' } : null,
    createdAt: provider.createdAt.toISOString(),
    updatedAt: provider.updatedAt.toISOString(),
  }
}
