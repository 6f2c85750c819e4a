import type { Queryable } from './database.ts'

/**
 * Takes `count` row numbers that nobody else gets, in a row; returns the first. Never call it inside a transaction: those who
 * create contacts would queue for the project until each other's end.
 */
export async function reserveRowNos(record: Queryable, projectId: number, count: number): Promise<number> {
  // Not waiting for the disk is safe: whoever uses the numbers commits later, and that commit brings this one with it.
  const [row] = await record.query<{ first: number }>(
    `with faster as materialized (select set_config('synchronous_commit', 'off', true))
     update projects set next_row_no = next_row_no + $2 from faster where id = $1 returning next_row_no - $2 as first`,
    [projectId, count],
  )
  if (!row) throw new Error(`There is no project ${projectId} to reserve row numbers in.`)
  return row.first
}

/** Row numbers for a transaction that does not know yet how many contacts it will create. */
export type RowNoLease = {
  next(): number
  /** The numbers from the start again, for a transaction that was rolled back. */
  restart(): void
  /** Gives back those that were not used, if nobody took later ones: row numbers are bitmap positions, gaps cost memory. */
  release(): Promise<void>
}

/** Up to `count` row numbers, taken before the transaction that uses them. */
export async function leaseRowNos(record: Queryable, projectId: number, count: number): Promise<RowNoLease> {
  const from = await reserveRowNos(record, projectId, count)
  const end = from + count
  let next = from
  return {
    next() {
      if (next === end) throw new Error(`More than the ${count} leased row numbers were asked for.`)
      return next++
    },
    restart() {
      next = from
    },
    async release() {
      if (next === end) return
      await record.query(
        `with faster as materialized (select set_config('synchronous_commit', 'off', true))
         update projects set next_row_no = $2 from faster where id = $1 and next_row_no = $3`,
        [projectId, next, end],
      )
    },
  }
}
