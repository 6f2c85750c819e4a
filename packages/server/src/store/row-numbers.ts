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
  /** Gives those back that were not used: row numbers are bitmap positions, gaps cost memory. */
  release(): void
}

/** The numbers from `from` up to but not including `end`. */
type Range = { from: number; end: number }

/** What this process leased in a project and did not use, and the end of what it leased. */
type Unused = { ranges: Range[]; end: number }

/** Numbers are not used again once this many later ones were taken, because new contacts belong behind older ones. */
const STALE_NUMBERS = 10_000

const unusedOf = new WeakMap<Queryable, Map<number, Unused>>()

/**
 * Up to `count` row numbers, taken before the transaction that uses them. Batches that mostly change contacts take the same
 * ones in turn, and so ask the record for none.
 */
export async function leaseRowNos(record: Queryable, projectId: number, count: number): Promise<RowNoLease> {
  const unused = findUnused(record, projectId)
  const again = takeAgain(unused, count)
  const from = again?.from ?? (await reserveRowNos(record, projectId, count))
  const end = again?.end ?? from + count
  unused.end = Math.max(unused.end, end)
  let next = from
  return {
    next() {
      if (next === end) throw new Error(`More than the ${count} leased row numbers were asked for.`)
      return next++
    },
    restart() {
      next = from
    },
    release() {
      if (next < end) unused.ranges.push({ from: next, end })
    },
  }
}

function findUnused(record: Queryable, projectId: number): Unused {
  const ofRecord = unusedOf.get(record) ?? new Map<number, Unused>()
  unusedOf.set(record, ofRecord)
  const unused = ofRecord.get(projectId) ?? { ranges: [], end: 0 }
  ofRecord.set(projectId, unused)
  return unused
}

/** The lowest that are enough; what is larger than asked for stays for the next. */
function takeAgain(unused: Unused, count: number): Range | undefined {
  const isFresh = ({ end }: Range) => unused.end - end < STALE_NUMBERS
  const ranges = unused.ranges.filter(isFresh).sort((a, b) => a.from - b.from)
  const at = ranges.findIndex(({ from, end }) => end - from >= count)
  const [found] = at === -1 ? [] : ranges.splice(at, 1)
  if (found !== undefined && found.end - found.from > count) {
    ranges.push({ from: found.from + count, end: found.end })
  }
  unused.ranges = ranges
  return found && { from: found.from, end: found.from + count }
}
