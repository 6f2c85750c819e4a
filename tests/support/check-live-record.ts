import { RowBitmap } from '@rollcall/engine'
import { expect } from 'vitest'
import { lowerRules } from '../../packages/server/src/feed/live/lower-rules.ts'
import { readRecordedMembers } from '../../packages/server/src/feed/live/recorded-members.ts'
import type { LiveIndex } from '../../packages/server/src/feed/live-index.ts'
import type { Database } from '../../packages/server/src/store/database.ts'
import { loadSegmentRules } from '../../packages/server/src/store/segment-rules.ts'
import { listSizeChanges } from '../../packages/server/src/store/segment-sizes.ts'

type Entry = {
  id: number
  direction: 'entered' | 'left'
  count: number
  rowNos: number[] | null
  members: Buffer | null
}

/**
 * Holds the record of every segment against its rule evaluated from nothing: the members that the index keeps, those of the
 * base with what came on top, those of the whole log replayed, and the sums of the sizes are the same, and in the log everybody
 * comes and leaves in turn.
 */
export async function checkLiveRecord(
  { database, index, now }: { database: Database; index: LiveIndex; now: Date },
  projectId: number,
): Promise<void> {
  await index.recorded(projectId)
  const loaded = await loadSegmentRules(database, projectId)
  const clock = { now: Math.floor(now.getTime() / 1000), timezone: loaded.catalog.timezone }
  const recorded = await readRecordedMembers(database, projectId)
  const found: Record<string, unknown> = {}
  const expected: Record<string, unknown> = {}
  for (const { id, uuid, name, lowering } of lowerRules(loaded, clock).lowered) {
    const { members } = await index.members(projectId, lowering)
    const kept = await index.watchedMembers(projectId, id)
    const sizes = await listSizeChanges(database, projectId, uuid)
    found[name] = {
      kept: [...kept],
      recorded: [...(recorded.get(uuid)?.members ?? [])],
      replayed: await replayFromNothing(database, projectId, uuid),
      size: sizes.reduce((size, { entered, left }) => size + entered - left, 0),
    }
    const rowNos = [...members]
    expected[name] = { kept: rowNos, recorded: rowNos, replayed: rowNos, size: rowNos.length }
  }
  expect(found).toEqual(expected)
}

async function replayFromNothing(database: Database, projectId: number, segmentId: string): Promise<number[]> {
  const entries = await database.query<Entry>(
    `select id, direction, count, row_nos as "rowNos", members from segment_transitions
     where project_id = $1 and segment_id = $2 order by id`,
    [projectId, segmentId],
  )
  const members = new Set<number>()
  for (const { id, direction, count, rowNos, members: bytes } of entries) {
    const those = rowNos ?? [...RowBitmap.fromBytes(bytes ?? new Uint8Array())]
    expect(those.length).toBe(count)
    const twice = those.filter((rowNo) => members.has(rowNo) === (direction === 'entered'))
    if (twice.length > 0) throw new Error(`Entry ${id} says again that ${twice.slice(0, 5)} ${direction}.`)
    for (const rowNo of those) direction === 'entered' ? members.add(rowNo) : members.delete(rowNo)
  }
  return [...members].sort((a, b) => a - b)
}
