import { addTouch, type Touches } from './touches.ts'

/** A transaction that waits, as plain data. */
export type WaitingEntry = [xid: string, rows: number[], actor: string]

type Waiting = { actor: string; rows: Set<number> }

/** Bulk transactions that the record shows but the index has not applied yet, oldest first. */
export class PendingBulk {
  readonly #byXid = new Map<bigint, Waiting>()

  static of(entries: Iterable<WaitingEntry>): PendingBulk {
    const pending = new PendingBulk()
    for (const [xid, rows, actor] of entries) pending.add(BigInt(xid), rows, actor)
    return pending
  }

  /** Everything that waits, as plain data. */
  entries(): WaitingEntry[] {
    return Array.from(this.#byXid, ([xid, { actor, rows }]) => [String(xid), [...rows], actor])
  }

  /** The same waiting list, from which others may be taken. */
  copy(): PendingBulk {
    const copy = new PendingBulk()
    for (const [xid, waiting] of this.#byXid) copy.#byXid.set(xid, waiting)
    return copy
  }

  get isEmpty(): boolean {
    return this.#byXid.size === 0
  }

  get xids(): bigint[] {
    return [...this.#byXid.keys()]
  }

  add(xid: bigint, rows: Iterable<number>, actor: string) {
    const known = this.#byXid.get(xid) ?? { actor, rows: new Set() }
    for (const row of rows) known.rows.add(row)
    this.#byXid.set(xid, known)
  }

  has(xid: bigint): boolean {
    return this.#byXid.has(xid)
  }

  /** Whether any of these contacts waits here. */
  touches(touched: Touches): boolean {
    for (const { rows } of this.#byXid.values()) if (!rows.isDisjointFrom(touched)) return true
    return false
  }

  /**
   * The oldest transaction, with every other one that shares a contact with those taken: a contact is reread as it is now,
   * so whatever else touched it must become visible in the same step, or that transaction would be seen by half.
   */
  takeOldest(): Touches {
    const taken: Touches = new Map()
    for (let next = this.#oldest(); next !== undefined; next = this.#sharing(taken)) this.#take(next, taken)
    return taken
  }

  /** Every contact that waits; none waits afterwards. */
  takeAll(): Touches {
    const taken: Touches = new Map()
    for (const xid of this.xids) this.#take(xid, taken)
    return taken
  }

  #take(xid: bigint, into: Touches) {
    const { rows = [], actor = '' } = this.#byXid.get(xid) ?? {}
    addTouch(into, rows, { actor, xid: String(xid) })
    this.#byXid.delete(xid)
  }

  #oldest(): bigint | undefined {
    return this.#byXid.keys().next().value
  }

  #sharing(taken: Touches): bigint | undefined {
    for (const [xid, { rows }] of this.#byXid) if (!rows.isDisjointFrom(taken)) return xid
    return undefined
  }
}
