import type { engagement } from '@rollcall/contract'
import { derivedFields } from '@rollcall/filters'
import type { z } from 'zod'
import type { Product } from '../product.ts'
import { type ContactReply, listNumberedContacts } from '../store/contacts.ts'
import { messageTimeAt } from './message-time-at.ts'

type Engagement = z.output<typeof engagement>

/** Whose, and up to when. */
type Asked = { rowNos: number[]; now: Date }

/** These contacts as callers see them, each with what its messages say of it; those that are gone are left out. */
export async function listEngagedContacts(
  product: Product,
  projectId: number,
  asked: Asked,
): Promise<(ContactReply & { engagement: Engagement })[]> {
  const [found, engagementOf] = await Promise.all([
    listNumberedContacts(product.database, projectId, asked.rowNos),
    readEngagements(product, projectId, asked),
  ])
  const placeOf = new Map(asked.rowNos.map((rowNo, place) => [rowNo, place]))
  return found.map(({ rowNo, contact }) => ({ ...contact, engagement: engagementOf(placeOf.get(rowNo) ?? -1) }))
}

/** From the index, where conditions read it, too: the times of all these rows at once, by their places. */
async function readEngagements(product: Product, projectId: number, { rowNos, now }: Asked) {
  const times = derivedFields.map((field) => messageTimeAt(field, now))
  const found = await product.index.eventTimes(projectId, { rowNos, times })
  const byKey = new Map(derivedFields.map(({ key }, at) => [key, found[at]]))
  return (place: number): Engagement => {
    const timeBy = (key: string) => {
      const second = byKey.get(key)?.[place] ?? null
      return second === null ? null : new Date(second * 1000).toISOString()
    }
    return {
      firstContactedAt: timeBy('firstContactedAt'),
      lastSentAt: timeBy('lastSentAt'),
      lastOpenedAt: timeBy('lastOpenedAt'),
      lastClickedAt: timeBy('lastClickedAt'),
    }
  }
}
