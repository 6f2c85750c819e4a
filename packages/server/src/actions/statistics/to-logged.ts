import { toId } from '@rollcall/contract'
import { describeReason } from '../../audience/delivery-reasons.ts'
import type { LoggedDelivery } from '../../store/delivery-log.ts'

/** A message of the log as callers see it. */
export function toLogged(delivery: LoggedDelivery) {
  const {
    id,
    at,
    contactId,
    address,
    state,
    reason,
    response,
    messageId,
    subject,
    from,
    channel,
    kind,
    transactional,
  } = delivery
  return {
    ...{ id: toId('delivery', id), at: at.toISOString(), contact: contactId && toId('contact', contactId) },
    campaign: {
      id: toId('campaign', delivery.campaignId),
      name: delivery.campaignName,
      subject,
      from,
      channel,
      kind,
      transactional,
    },
    ...{ email: address, state: state === 'leased' ? ('queued' as const) : state, reason, response, messageId },
    provider: delivery.provider && { ...delivery.provider, id: toId('provider', delivery.provider.id) },
    reasonDetail: reason && describeReason(reason, channel),
  }
}
