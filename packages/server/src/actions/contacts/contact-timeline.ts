import { contactsTimeline } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getContact } from '../../store/contacts.ts'
import { listTimeline, timelinePlace } from '../../store/timeline.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const contactTimelineAction = action(contactsTimeline, async ({ product, caller }, { params, query }) => {
  const after = parseCursor(query.after, timelinePlace)
  const { rowNo } = await getContact(product.database, caller.projectId, params.contact)
  const found = await listTimeline(product.database, caller.projectId, { rowNo, after, limit: query.limit + 1 })
  return toPage(found, { limit: query.limit, place: ({ place }) => place, show: ({ entry }) => entry })
})
