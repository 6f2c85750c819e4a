import { deliveriesList, toId } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { type LoggedDelivery, listDeliveryLog } from '../../store/delivery-log.ts'
import { parseCursor, toPage } from '../cursor.ts'

const place = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/), z.uuid()])

export const listDeliveryLogAction = action(
  deliveriesList,
  async ({ product, caller }, { query: { limit, after, q, ...asked } }) => {
    const text = q?.trim().normalize('NFC') ?? ''
    const address = parseEmailAddress(text)?.key
    const part = text === '' || address !== undefined ? undefined : text.toLowerCase()
    const page = { after: parseCursor(after, place), limit: limit + 1 }
    const found = await listDeliveryLog(product.database, caller.projectId, { ...asked, address, part, ...page })
    return toPage(found, { limit, place: ({ exactAt, id }) => [exactAt, id], show: toReply })
  },
)

function toReply({ id, at, contactId, address, state, reason, response, messageId, ...of }: LoggedDelivery) {
  return {
    ...{ id: toId('delivery', id), at: at.toISOString(), contact: contactId && toId('contact', contactId) },
    campaign: { id: toId('campaign', of.campaignId), name: of.campaignName, subject: of.subject, from: of.from },
    ...{ email: address, state: state === 'leased' ? ('queued' as const) : state, reason, response, messageId },
  }
}
