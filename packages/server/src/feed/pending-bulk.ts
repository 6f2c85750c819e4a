/** Bulk transactions that the record shows but the index has not applied yet, oldest first. */
export class PendingBulk {
  readonly #rowsByXid = new Map<bigint, Set<number>>()

  static of(entries: Iterable<[xid: string, rows: number[]]>): PendingBulk {
    const pending = new PendingBulk()
    for (const [xid, rows] of entries) pending.add(BigInt(xid), rows)
    return pending
  }

  /** Everything that waits, as plain data. */
  entries(): [xid: string, rows: number[]][] {
    return Array.from(this.#rowsByXid, ([xid, rows]) => [String(xid), [...rows]])
  }

  get isEmpty(): boolean {
    return this.#rowsByXid.size === 0
  }

  get xids(): bigint[] {
    return [...this.#rowsByXid.keys()]
  }

  add(xid: bigint, rows: Iterable<number>) {
    const known = this.#rowsByXid.get(xid) ?? new Set()
    for (const row of rows) known.add(row)
    this.#rowsByXid.set(xid, known)
  }

  has(xid: bigint): boolean {
    return this.#rowsByXid.has(xid)
  }

  /** Whether any of these contacts waits here. */
  touches(rows: ReadonlySet<number>): boolean {
    for (const waiting of this.#rowsByXid.values()) if (!waiting.isDisjointFrom(rows)) return true
    return false
  }

  /**
   * The oldest transaction, with every other one that shares a contact with those taken: a contact is reread as it is now,
   * so whatever else touched it must become visible in the same step, or that transaction would be seen by half.
   */
  takeOldest(): Set<number> {
    const rows = new Set<number>()
    for (let next = this.#oldest(); next !== undefined; next = this.#sharing(rows)) {
      for (const row of this.#rowsByXid.get(next) ?? []) rows.add(row)
      this.#rowsByXid.delete(next)
    }
    return rows
  }

  /** Every contact that waits; none waits afterwards. */
  takeAll(): Set<number> {
    const rows = new Set<number>()
    for (const waiting of this.#rowsByXid.values()) for (const row of waiting) rows.add(row)
    this.#rowsByXid.clear()
    return rows
  }

  #oldest(): bigint | undefined {
    return this.#rowsByXid.keys().next().value
  }

  #sharing(rows: ReadonlySet<number>): bigint | undefined {
    for (const [xid, waiting] of this.#rowsByXid) if (!waiting.isDisjointFrom(rows)) return xid
    return undefined
  }
}
