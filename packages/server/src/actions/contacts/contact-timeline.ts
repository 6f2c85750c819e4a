import { contactsTimeline, parseId, type RouteInput } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { getContact } from '../../store/contacts.ts'
import { findDeliveryReasons } from '../../store/delivery-reasons.ts'
import { listTimeline, type TimelineEntry, timelinePlace, toLasting } from '../../store/timeline.ts'
import { parseCursor, toCursor, toPage } from '../cursor.ts'

export const contactTimelineAction = action(contactsTimeline, (context, { params, query }) =>
  readTimeline(context, params.contact, query),
)

/** A page of what happened to one contact, by id, e-mail or externalId. */
export async function readTimeline(
  { product, caller }: Reader,
  contact: string,
  query: RouteInput<typeof contactsTimeline>['query'],
) {
  const { database } = product
  const { projectId } = caller
  const after = parseCursor(query.after, timelinePlace)
  const from = parseCursor(query.from, timelinePlace, '?from')
  const { limit } = query
  const { rowNo } = await getContact(database, projectId, contact)
  const asked = { rowNo, kinds: query.kinds?.split(','), after, from, limit: limit + 1 }
  const found = await listTimeline(database, projectId, asked)
  const entries = found.map(({ entry }) => entry)
  const nameOf = await nameActors(
    database,
    projectId,
    entries.map(({ by }) => by),
  )
  const campaignIds = entries.flatMap((entry) => campaignOf(entry) ?? [])
  const reasons = await findDeliveryReasons(database, projectId, { rowNo, campaignIds })
  return toPage(found, {
    limit,
    place: ({ place }) => place,
    show: ({ place, entry }) => {
      const because = reasons.get(campaignOf(entry) ?? '')
      const details = because ? { ...entry.details, audience: because } : entry.details
      return { ...entry, id: toCursor(toLasting(place)), byName: nameOf(entry.by), details }
    },
  })
}

/** The UUID of the campaign that a delivery belongs to. */
function campaignOf({ kind, details }: TimelineEntry): string | undefined {
  return kind === 'delivery' ? parseId('campaign', String(details.campaignId)) : undefined
}
