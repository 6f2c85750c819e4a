import { contactsSegments } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { segmentLowering } from '../../audience/segment-lowering.ts'
import { getContact } from '../../store/contacts.ts'
import { type ContactTransition, listContactTransitions } from '../../store/segment-transitions.ts'
import { listSegmentNames, listStaticEntries } from '../../store/segments.ts'
import { reasonReply } from '../segments/because.ts'
import { findLargeEntries } from './large-entries.ts'

const LATELY_MS = 30 * 86_400_000

export const contactSegmentsAction = action(contactsSegments, (context, { params }) =>
  listMemberships(context, params.contact),
)

/** The segments that one contact, by id, e-mail or externalId, is in, and those left lately. */
export async function listMemberships(context: Reader, contact: string) {
  const { database, index, now } = context.product
  const { projectId } = context.caller
  const { rowNo } = await getContact(database, projectId, contact)
  const segments = await findMemberships(context, rowNo)
  const current = segments.filter(({ isIn }) => isIn)
  await index.recorded(projectId)
  const since = new Date(now().getTime() - LATELY_MS)
  const [entries, byHand] = await Promise.all([
    listContactTransitions(database, projectId, rowNo),
    listStaticEntries(database, projectId, rowNo),
  ])
  const listed = new Map(entries.map((entry) => [entry.segmentId, entry]))
  const segmentIds = current.map(({ uuid }) => uuid)
  const large = await findLargeEntries(database, projectId, { rowNo, segmentIds, since, listed })
  const latest = latestOf([...entries, ...large])
  const left = segments
    .filter(({ isIn }) => !isIn)
    .flatMap(({ segment, uuid }) => {
      const entry = latest.get(uuid)
      const isLate = entry?.direction === 'left' && entry.at >= since
      return isLate ? [{ segment, at: entry.at.toISOString(), ...reasonReply(entry) }] : []
    })
  return {
    data: current.map(({ segment, uuid }) => ({ segment, ...entryReply(latest.get(uuid), byHand.get(uuid)) })),
    left: left.toSorted((a, b) => (a.at < b.at ? 1 : -1)),
  }
}

/** By the members that the index holds; a segment that was made this very moment is asked for by its rule. */
async function findMemberships({ product, caller }: Reader, rowNo: number) {
  const { database, index, now } = product
  const { projectId } = caller
  const [ids, known, segments] = await Promise.all([
    index.segmentsOf(projectId, rowNo),
    index.sizes(projectId),
    listSegmentNames(database, projectId),
  ])
  const held = new Set(ids)
  const isIn = async (id: string) => {
    if (known.has(id)) return held.has(id)
    return index.matches(projectId, await segmentLowering(database, projectId, { segment: id, now: now() }), rowNo)
  }
  return Promise.all(segments.map(async ({ uuid, ...segment }) => ({ segment, uuid, isIn: await isIn(segment.id) })))
}

/** The last entry about the contact in each segment. */
function latestOf(entries: ContactTransition[]): Map<string, ContactTransition> {
  const latest = new Map<string, ContactTransition>()
  for (const entry of entries)
    if (entry.id > (latest.get(entry.segmentId)?.id ?? -1)) latest.set(entry.segmentId, entry)
  return latest
}

function entryReply(entry?: ContactTransition, byHand?: { at: Date; by: string }) {
  const since = byHand?.at ?? (entry?.direction === 'entered' ? entry.at : undefined)
  // Whoever came this very moment has no entry yet.
  if (entry?.direction !== 'entered')
    return { since: since?.toISOString() ?? null, cause: null, because: null, by: null }
  return { since: since?.toISOString() ?? null, ...reasonReply(entry) }
}
