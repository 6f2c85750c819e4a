import type { MembershipChange } from '@rollcall/engine'
import { type Change, listChangesOf, listChangesSince } from '../../store/changes.ts'
import type { Queryable } from '../../store/database.ts'
import { listEventTouches } from '../../store/event-touches.ts'
import type { LiveCursor } from '../../store/live-cursors.ts'
import { KnownRows } from '../known-rows.ts'
import { addTouch, type Touches } from '../touches.ts'
import { byTouch, FOUND, type Reason, type ReasonOf } from './reasons.ts'

/** The state that was loaded, and who is in it. */
export type LoadedState = { cluster: string; snapshot: string; known: KnownRows }

/** Whether a cursor was written in another database, whose changes have other numbers. */
export function isForeignCursor({ cluster, snapshot }: LiveCursor, state: LoadedState): boolean {
  return snapshot !== null && cluster !== state.cluster
}

/**
 * Why memberships differ from what was recorded: whoever was touched since then by that, all others by a definition if one
 * was changed, else by time. Nobody knows after a cursor that means nothing here, or without one.
 */
export async function missedReasons(
  record: Queryable,
  projectId: number,
  { cursor, state, differences }: { cursor: LiveCursor; state: LoadedState; differences: MembershipChange[] },
): Promise<ReasonOf> {
  if (cursor.snapshot === null || isForeignCursor(cursor, state)) return () => FOUND
  if (differences.length === 0) return () => FOUND
  const changes = [
    ...(await listChangesSince(record, projectId, cursor.snapshot)),
    ...(await listChangesOf(record, projectId, cursor.waiting)),
  ]
  const touches = await touchesOf(record, projectId, { changes, among: rowsOf(differences) })
  const definition = changes.findLast(({ kind }) => kind === 'definitions')
  const otherwise: Reason = definition
    ? { cause: 'definition', actor: definition.changedBy, xid: definition.xid }
    : { cause: 'time', actor: null, xid: null }
  return byTouch({ touches, isThere: (rowNo) => state.known.has(rowNo), otherwise })
}

async function touchesOf(
  record: Queryable,
  projectId: number,
  { changes, among }: { changes: Change[]; among: KnownRows },
): Promise<Touches> {
  const touches: Touches = new Map()
  for (const { rows, xid, changedBy } of changes) {
    addTouch(
      touches,
      rows.filter((rowNo) => among.has(rowNo)),
      { actor: changedBy, xid },
    )
  }
  for (const { rowNo, ...touch } of await listEventTouches(record, projectId, changes)) {
    if (among.has(rowNo)) addTouch(touches, [rowNo], touch)
  }
  return touches
}

function rowsOf(differences: MembershipChange[]): KnownRows {
  const rows = new KnownRows()
  for (const { entered, left } of differences) {
    for (const rowNo of entered) rows.add(rowNo)
    for (const rowNo of left) rows.add(rowNo)
  }
  return rows
}
