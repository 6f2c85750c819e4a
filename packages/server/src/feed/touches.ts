/** Who changed a contact, in which transaction. */
export type Touch = { actor: string; xid: string }

/** The latest touch of each contact of a step. */
export type Touches = Map<number, Touch>

/** Notes that a transaction touched contacts. Of several the one that began last counts. */
export function addTouch(touches: Touches, rowNos: Iterable<number>, touch: Touch): void {
  const xid = BigInt(touch.xid)
  for (const rowNo of rowNos) {
    const known = touches.get(rowNo)
    if (known === undefined || BigInt(known.xid) <= xid) touches.set(rowNo, touch)
  }
}

/** Adds all of another's. */
export function addTouches(touches: Touches, others: Touches): Touches {
  for (const [rowNo, touch] of others) addTouch(touches, [rowNo], touch)
  return touches
}
