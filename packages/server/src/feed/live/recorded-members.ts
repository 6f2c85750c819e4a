import { RowBitmap } from '@rollcall/engine'
import type { Queryable } from '../../store/database.ts'
import { type LaterTransition, listBases, listLaterTransitions } from '../../store/segment-memberships.ts'

/** Who is in a segment according to the record, by which version of its rule. `weight`: rows on top of the base. */
export type RecordedMembers = { version: number; since: Date; members: RowBitmap; weight: number; baseCount: number }

/** The recorded membership of every segment of a project by its UUID: the base and all later transitions. */
export async function readRecordedMembers(record: Queryable, projectId: number): Promise<Map<string, RecordedMembers>> {
  const later = Map.groupBy(await listLaterTransitions(record, projectId), ({ segmentId }) => segmentId)
  const bases = await listBases(record, projectId)
  return new Map(
    bases.map(({ segmentId, version, since, members }) => {
      const base = RowBitmap.fromBytes(members)
      const entries = later.get(segmentId) ?? []
      const weight = entries.reduce((sum, { count }) => sum + count, 0)
      return [segmentId, { version, since, members: replayed(base, entries), weight, baseCount: base.count }]
    }),
  )
}

/** A membership after what came on top of it, oldest first. */
export function replayed(
  base: RowBitmap,
  transitions: Pick<LaterTransition, 'direction' | 'rowNos' | 'members'>[],
): RowBitmap {
  let members = base
  let latest = new Map<number, boolean>()
  const settle = () => {
    if (latest.size === 0) return
    const those = (isIn: boolean) => RowBitmap.of([...latest].filter(([, is]) => is === isIn).map(([rowNo]) => rowNo))
    members = members.or(those(true)).andNot(those(false))
    latest = new Map()
  }
  for (const { direction, rowNos, members: bytes } of transitions) {
    const isEntry = direction === 'entered'
    for (const rowNo of rowNos ?? []) latest.set(rowNo, isEntry)
    if (!bytes) continue
    settle()
    const many = RowBitmap.fromBytes(bytes)
    members = isEntry ? members.or(many) : members.andNot(many)
  }
  settle()
  return members
}
