import type { ColumnId, Lowering } from '@rollcall/filters'
import type { WordPool } from '../memory/word-pool.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Tallied } from './tally.ts'

/** What rows are counted by: a column of choices, or the sets of a kind, such as `tag`. */
export type BreakdownBy = { column: ColumnId } | { sets: string }

/** How many of the matching rows say what. */
export type BreakdownRequest = { lowering: Lowering; by: BreakdownBy }

/** The matching rows of one table by choice, those without any left out. */
export function breakdown(table: ProjectTable, { lowering, by }: BreakdownRequest, pool: WordPool): Tallied[] {
  const tally = 'column' in by ? table.getColumn(by.column).tally(pool) : table.tallySets(`${by.sets}:`)
  table.scan(lowering, (chunkNo, words) => tally.take(chunkNo, words))
  return tally.list()
}

/** The sum over shards. */
export function toTotalTally(parts: Tallied[][]): Tallied[] {
  const counts = new Map<string, number>()
  for (const { choice, count } of parts.flat()) counts.set(choice, (counts.get(choice) ?? 0) + count)
  return Array.from(counts, ([choice, count]) => ({ choice, count }))
}
