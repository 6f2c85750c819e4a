import { RowBitmap } from '@rollcall/engine'
import type { Database } from '../../store/database.ts'
import { type ContactTransition, listLargeTransitions, readMembersOf } from '../../store/segment-transitions.ts'

/** Entries about very many that are looked into: each is up to some hundred kilobytes. */
const LARGE_ENTRIES = 100
const KEPT_BYTES = 32 * 1024 * 1024

type Kept = { members: RowBitmap; sizeBytes: number }

// Entries never change, and every person of a project is looked for in the same ones.
const keptBy = new WeakMap<Database, Map<string, Kept>>()

/** The entries about very many that hold a contact: those who came to the segments that it is in, and who left lately. */
export async function findLargeEntries(
  database: Database,
  projectId: number,
  asked: { rowNo: number; segmentIds: string[]; since: Date },
): Promise<ContactTransition[]> {
  const kept = keptBy.get(database) ?? new Map<string, Kept>()
  keptBy.set(database, kept)
  const entries = await listLargeTransitions(database, projectId, { ...asked, limit: LARGE_ENTRIES })
  const keyOf = (id: number) => `${projectId} ${id}`
  const unread = entries.map(({ id }) => id).filter((id) => !kept.has(keyOf(id)))
  for (const [id, bytes] of await readMembersOf(database, projectId, unread)) {
    kept.set(keyOf(id), { members: RowBitmap.fromBytes(bytes), sizeBytes: bytes.length })
  }
  const holding = entries.filter(({ id }) => kept.get(keyOf(id))?.members.has(asked.rowNo))
  forgetOldest(kept)
  return holding
}

function forgetOldest(kept: Map<string, Kept>) {
  let sizeBytes = kept.values().reduce((sum, entry) => sum + entry.sizeBytes, 0)
  for (const [key, entry] of kept) {
    if (sizeBytes <= KEPT_BYTES) return
    sizeBytes -= entry.sizeBytes
    kept.delete(key)
  }
}
