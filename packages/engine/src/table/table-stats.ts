import type { ColumnDefinition } from '@rollcall/filters'

/** What a project takes in memory. Sizes are in bytes, array headers included; cached answers are not. */
export type TableStats = {
  rows: number
  sizeBytes: number
  /** The bitset of rows that exist. */
  aliveBytes: number
  sets: { count: number; sizeBytes: number }
  /** `distinct` counts texts or choices that were ever there; each shard that holds a text counts it. */
  columns: (ColumnDefinition & { sizeBytes: number; distinct: number })[]
}

/** The sum over shards; of the sets, the largest number that one shard has. */
export function toTotalStats(parts: TableStats[]): TableStats {
  const sum = (of: (part: TableStats) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    rows: sum((part) => part.rows),
    sizeBytes: sum((part) => part.sizeBytes),
    aliveBytes: sum((part) => part.aliveBytes),
    sets: { count: Math.max(...parts.map((part) => part.sets.count)), sizeBytes: sum((part) => part.sets.sizeBytes) },
    columns: parts[0].columns.map((column, at) => ({
      ...column,
      sizeBytes: sum((part) => part.columns[at].sizeBytes),
      distinct: sum((part) => part.columns[at].distinct),
    })),
  }
}
