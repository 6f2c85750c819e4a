/** Which transactions a state of the record contains. Source: PostgreSQL's pg_snapshot, `xmin:xmax:xip,…`. */
export type Snapshot = {
  text: string
  /** All transactions below are finished. */
  xmin: bigint
  /** None from here on has started. */
  xmax: bigint
  /** Those between that were still running. */
  running: ReadonlySet<bigint>
}

/** Reads PostgreSQL's own text form. */
export function parseSnapshot(text: string): Snapshot {
  const [xmin, xmax, running] = text.split(':')
  return {
    text,
    xmin: BigInt(xmin),
    xmax: BigInt(xmax),
    running: new Set(running ? running.split(',').map(BigInt) : []),
  }
}

/** Whether a transaction had finished when the snapshot was taken. */
export function contains(snapshot: Snapshot, xid: bigint): boolean {
  if (xid < snapshot.xmin) return true
  return xid < snapshot.xmax && !snapshot.running.has(xid)
}
