import { type MembershipChange, RowBitmap } from '@rollcall/engine'
import type { Direction, NewTransition } from '../../store/segment-transitions.ts'
import type { Reason, ReasonOf } from './reasons.ts'

/** What an entry says besides who it is about. */
export type Occasion = { segmentId: string; version: number; at: Date }

/** More contacts than this are one bitmap. */
const LISTED_ROWS = 1_000

/** The entries of one segment in one evaluation: one for each direction, cause and actor. */
export function toTransitions(change: MembershipChange, occasion: Occasion, reasonOf: ReasonOf): NewTransition[] {
  return [
    ...toEntries('left', { rowNos: change.left, occasion, reasonOf }),
    ...toEntries('entered', { rowNos: change.entered, occasion, reasonOf }),
  ]
}

/** One entry for all of these rows. */
export function toTransition(
  direction: Direction,
  rowNos: Uint32Array | number[],
  { occasion, reason }: { occasion: Occasion; reason: Reason },
): NewTransition {
  const isListed = rowNos.length <= LISTED_ROWS
  return {
    ...occasion,
    ...reason,
    direction,
    count: rowNos.length,
    rowNos: isListed ? rowNos : null,
    members: isListed ? null : Buffer.from(RowBitmap.of(rowNos).toBytes()),
    lowest: isListed ? null : rowNos[0],
    highest: isListed ? null : rowNos[rowNos.length - 1],
  }
}

type Group = { reason: Reason; rowNos: number[] }

function toEntries(
  direction: Direction,
  { rowNos, occasion, reasonOf }: { rowNos: Uint32Array; occasion: Occasion; reasonOf: ReasonOf },
): NewTransition[] {
  const byReason = new Map<Reason, Group>()
  const groups: Groups = new Map()
  for (const rowNo of rowNos) {
    const reason = reasonOf(rowNo, direction)
    const group = byReason.get(reason) ?? groupOf(groups, reason)
    byReason.set(reason, group)
    group.rowNos.push(rowNo)
  }
  const all = [...groups.values()].flatMap((ofCause) => [...ofCause.values()])
  return all.map((group) => toTransition(direction, group.rowNos, { occasion, reason: group.reason }))
}

/** By cause and actor, one inside the other: a step of many batches asks so often that making a key of both would show. */
type Groups = Map<Reason['cause'], Map<Reason['actor'], Group>>

function groupOf(groups: Groups, reason: Reason): Group {
  const ofCause: Map<Reason['actor'], Group> = groups.get(reason.cause) ?? new Map()
  groups.set(reason.cause, ofCause)
  const group = ofCause.get(reason.actor) ?? { reason, rowNos: [] }
  if (isLater(reason.xid, group.reason.xid)) group.reason = reason
  ofCause.set(reason.actor, group)
  return group
}

// Of two numbers without leading zeros the longer one is larger.
function isLater(xid: string | null, than: string | null): boolean {
  if (xid === than || xid === null) return false
  return than === null || (xid.length === than.length ? xid > than : xid.length > than.length)
}
