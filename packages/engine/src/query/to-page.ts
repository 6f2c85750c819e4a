import { compareSorted } from './compare-sorted.ts'
import { toCursor } from './cursor.ts'
import type { PageSlice, Sort } from './page.ts'

/** Which page of the matching rows is asked for. */
export type PageOptions = {
  /** Newest rows first unless given. */
  sort?: Sort
  limit: number
  /** The cursor of the page before. */
  after?: string
}

/** How pages go when nobody says. */
export const NEWEST_FIRST: Sort = { direction: 'descending' }

/** One page: its rows in order, the cursor of the next page (null when there is none), and how many rows match in all. */
export type Page = { rows: number[]; cursor: string | null; total: number }

/** The first `limit` rows of what all shards found, each of which gave one more if it had it. */
export function toPage(slices: PageSlice[], sort: Sort, limit: number): Page {
  const isDescending = sort.direction === 'descending'
  const rows = slices.flatMap((slice) => slice.rows)
  rows.sort((a, b) => {
    return sort.column === undefined && isDescending ? b.rowNo - a.rowNo : compareSorted(a, b, isDescending)
  })
  return {
    rows: rows.slice(0, limit).map(({ rowNo }) => rowNo),
    cursor: rows.length > limit ? toCursor(sort, rows[limit - 1]) : null,
    total: slices.reduce((sum, slice) => sum + slice.total, 0),
  }
}
