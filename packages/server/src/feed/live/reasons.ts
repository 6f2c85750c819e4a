import type { Cause, Direction } from '../../store/segment-transitions.ts'
import type { Touch, Touches } from '../touches.ts'

/** Why somebody came or left, and through whom. */
export type Reason = { cause: Cause; actor: string | null; xid: string | null }

/** Why one contact came to a segment or left it. */
export type ReasonOf = (rowNo: number, direction: Direction) => Reason

/** When recording begins, or nobody knows what happened meanwhile. */
export const FOUND: Reason = { cause: 'found', actor: null, xid: null }

/** Time passed, and nothing else happened. */
export const TIME: Reason = { cause: 'time', actor: null, xid: null }

/** Whoever was touched came or left by that; who is not there any more, by having been deleted. */
export function byTouch(given: { touches: Touches; isThere: (rowNo: number) => boolean; otherwise: Reason }): ReasonOf {
  // The same object for all whom a transaction touched: whoever groups by reason compares no texts then.
  const changed = reasonsOf('change')
  const deleted = reasonsOf('deleted')
  return (rowNo, direction) => {
    const touch = given.touches.get(rowNo)
    if (direction === 'left' && !given.isThere(rowNo)) return deleted(touch)
    return touch ? changed(touch) : given.otherwise
  }
}

function reasonsOf(cause: Cause): (touch: Touch | undefined) => Reason {
  const known = new Map<Touch | undefined, Reason>()
  return (touch) => {
    const reason = known.get(touch) ?? { cause, actor: touch?.actor ?? null, xid: touch?.xid ?? null }
    known.set(touch, reason)
    return reason
  }
}
