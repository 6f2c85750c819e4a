import { contactsDeleted } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listDeleted, restorableSince } from '../../store/contact-restoration.ts'
import { parseCursor, toPage } from '../cursor.ts'

const deletedPlace = z.tuple([z.iso.datetime(), z.int()])

export const listDeletedAction = action(contactsDeleted, async ({ product, caller }, { query }) => {
  const { limit } = query
  const asked = {
    since: restorableSince(product.now()),
    after: parseCursor(query.after, deletedPlace),
    limit: limit + 1,
  }
  const found = await listDeleted(product.database, caller.projectId, asked)
  return toPage(found, { limit, place: ({ place }) => place, show: ({ contact }) => contact })
})
