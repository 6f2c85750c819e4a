import { contactsTimeline } from '@rollcall/contract'
import { action } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { getContact } from '../../store/contacts.ts'
import { listTimeline, timelinePlace } from '../../store/timeline.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const contactTimelineAction = action(contactsTimeline, async ({ product, caller }, { params, query }) => {
  const after = parseCursor(query.after, timelinePlace)
  const { limit } = query
  const { rowNo } = await getContact(product.database, caller.projectId, params.contact)
  const asked = { rowNo, kinds: query.kinds?.split(','), after, limit: limit + 1 }
  const found = await listTimeline(product.database, caller.projectId, asked)
  const nameOf = await nameActors(
    product.database,
    caller.projectId,
    found.map(({ entry }) => entry.by),
  )
  return toPage(found, {
    limit,
    place: ({ place }) => place,
    show: ({ entry }) => ({ ...entry, byName: nameOf(entry.by) }),
  })
})
