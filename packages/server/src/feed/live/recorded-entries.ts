import { type EnteredTimes, RowBitmap } from '@rollcall/engine'
import type { Queryable } from '../../store/database.ts'
import { findEntries } from '../../store/segment-memberships.ts'

/** Since when members of a segment are in it: the last time that they came, or the saving of the rule. */
export async function readEnteredTimes(
  record: Queryable,
  projectId: number,
  { uuid, members }: { uuid: string; members: RowBitmap },
): Promise<EnteredTimes> {
  const found = await findEntries(record, projectId, uuid)
  const times = new Map<number, number>()
  if (found) for (const rowNo of members) times.set(rowNo, toSeconds(found.since))
  for (const { at, rowNos, members: bytes } of found?.entries ?? []) {
    for (const rowNo of rowNos ?? (bytes ? RowBitmap.fromBytes(bytes) : [])) {
      if (times.has(rowNo)) times.set(rowNo, toSeconds(at))
    }
  }
  return { rowNos: Uint32Array.from(times.keys()), at: Float64Array.from(times.values()) }
}

function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
