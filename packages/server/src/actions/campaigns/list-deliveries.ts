import { campaignsDeliveries, toId } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { type DeliveryRecord, type DeliveryState, listDeliveries } from '../../store/deliveries.ts'
import { parseCursor, toPage } from '../cursor.ts'

const MAX_ROW_NO = 2_147_483_647

export const listDeliveriesAction = action(campaignsDeliveries, async ({ product, caller }, { params, query }) => {
  const { limit, state } = query
  const { projectId } = caller
  const { id } = await getCampaign(product.database, projectId, params.campaign)
  const found = await listDeliveries(
    product.database,
    { projectId, id },
    {
      states: state === undefined ? null : statesShownAs(state),
      after: parseCursor(query.after, z.number().int().min(0).max(MAX_ROW_NO)),
      limit: limit + 1,
    },
  )
  return toPage(found, { limit, place: (last) => last.rowNo, show: toDelivery })
})

// A lease is how workers share the queue; to people such a message is waiting.
function statesShownAs(state: Exclude<DeliveryState, 'leased'>): DeliveryState[] {
  return state === 'queued' ? ['queued', 'leased'] : [state]
}

function toDelivery(delivery: DeliveryRecord) {
  const { contactId, address, state, reason, response, messageId, updatedAt } = delivery
  return {
    id: toId('delivery', delivery.id),
    contact: contactId && toId('contact', contactId),
    email: address,
    state: state === 'leased' ? ('queued' as const) : state,
    reason,
    response,
    messageId,
    updatedAt: updatedAt.toISOString(),
  }
}
