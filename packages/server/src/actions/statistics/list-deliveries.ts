import { deliveriesList, parseId } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { findOldestLogged, type LogAsked, listDeliveryLog } from '../../store/delivery-log.ts'
import { parseCursor, toCursor, toPage } from '../cursor.ts'
import { toLogged } from './to-logged.ts'

const place = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/), z.uuid()])

export const listDeliveryLogAction = action(
  deliveriesList,
  async ({ product, caller }, { query: { limit, after, q, ...asked } }) => {
    const found = await listDeliveryLog(product.database, caller.projectId, {
      ...{ ...asked, ...toSearched(q?.trim().normalize('NFC') ?? '') },
      ...{ after: parseCursor(after, place), limit: limit + 1 },
    })
    const page = toPage(found.found, { limit, place: ({ exactAt, id }) => [exactAt, id], show: toLogged })
    const last = page.has_more ? found.found[limit - 1]?.at : found.next && new Date(found.next[0])
    if (!last) return { ...page, looked: null }
    const oldest = await findOldestLogged(product.database, caller.projectId, asked.from)
    const looked = { backTo: last.toISOString(), oldest: (oldest ?? last).toISOString() }
    return found.next === null
      ? { ...page, looked }
      : { ...page, has_more: true, next_cursor: toCursor(found.next), looked }
  },
)

/** What a search is for: a Message-ID of ours begins with the delivery that it is of. */
function toSearched(text: string): Pick<LogAsked, 'id' | 'address' | 'part'> {
  if (text === '') return {}
  const id = parseId('delivery', text.replace(/^</, '').replace(/@.*$/, ''))
  if (id !== undefined) return { id }
  const address = parseEmailAddress(text)?.key
  return address === undefined ? { part: text.toLowerCase() } : { address }
}
