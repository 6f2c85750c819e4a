import { RowBitmap } from '@rollcall/engine'
import type { Database } from '../../store/database.ts'
import { type ContactTransition, listLargeTransitions, readMembersOf } from '../../store/segment-transitions.ts'

/** Entries about very many that are looked into: each is up to some hundred kilobytes. */
const LARGE_ENTRIES = 100
const KEPT_BYTES = 32 * 1024 * 1024

type Kept = { members: RowBitmap; sizeBytes: number }
type Asked = {
  rowNo: number
  /** The segments that the contact is in. */
  segmentIds: string[]
  /** When others count as left lately. */
  since: Date
  /** By segment, the last entry that lists the contact by number. */
  listed: ReadonlyMap<string, ContactTransition>
}

// Entries never change, and every person of a project is looked for in the same ones.
const keptBy = new WeakMap<Database, Map<string, Kept>>()

/**
 * The entries about very many that hold a contact and are later than those that list it.
 *
 * Whoever is in a segment and is listed as having left it, or not at all, came by one of these. Most often there is only one,
 * from when the rule was saved, and nobody has to look into it.
 */
export async function findLargeEntries(
  database: Database,
  projectId: number,
  { listed, ...asked }: Asked,
): Promise<ContactTransition[]> {
  const found = await listLargeTransitions(database, projectId, asked)
  const later = found.filter(({ id, segmentId }) => id > (listed.get(segmentId)?.id ?? -1))
  const bySegment = Map.groupBy(later, ({ segmentId }) => segmentId)
  const isCertain = ({ segmentId, direction }: ContactTransition) =>
    direction === 'entered' && bySegment.get(segmentId)?.length === 1 && listed.get(segmentId)?.direction !== 'entered'
  const open = later.filter((entry) => !isCertain(entry)).slice(0, LARGE_ENTRIES)
  return [...later.filter(isCertain), ...(await holding(database, projectId, { entries: open, rowNo: asked.rowNo }))]
}

async function holding(
  database: Database,
  projectId: number,
  { entries, rowNo }: { entries: ContactTransition[]; rowNo: number },
): Promise<ContactTransition[]> {
  const kept = keptBy.get(database) ?? new Map<string, Kept>()
  keptBy.set(database, kept)
  const keyOf = (id: number) => `${projectId} ${id}`
  const unread = entries.map(({ id }) => id).filter((id) => !kept.has(keyOf(id)))
  for (const [id, bytes] of await readMembersOf(database, projectId, unread)) {
    kept.set(keyOf(id), { members: RowBitmap.fromBytes(bytes), sizeBytes: bytes.length })
  }
  const found = entries.filter(({ id }) => kept.get(keyOf(id))?.members.has(rowNo))
  forgetOldest(kept)
  return found
}

function forgetOldest(kept: Map<string, Kept>) {
  let sizeBytes = kept.values().reduce((sum, entry) => sum + entry.sizeBytes, 0)
  for (const [key, entry] of kept) {
    if (sizeBytes <= KEPT_BYTES) return
    sizeBytes -= entry.sizeBytes
    kept.delete(key)
  }
}
