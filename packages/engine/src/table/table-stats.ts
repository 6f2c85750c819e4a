import type { ColumnDefinition, EventKind } from '@rollcall/filters'
import type { EntryStats } from '../entries/entry-logs.ts'

/** What a project takes in memory. Sizes are in bytes, array headers included; cached answers are not. */
export type TableStats = {
  rows: number
  sizeBytes: number
  /** The bitset of rows that exist. */
  aliveBytes: number
  /** The ids that samples are drawn by. */
  idsBytes: number
  sets: { count: number; sizeBytes: number }
  /** `distinct` counts texts or choices that were ever there; each shard that holds a text counts it. */
  columns: (ColumnDefinition & { sizeBytes: number; distinct: number })[]
  /** By kind of event. */
  events: (EntryStats & { kind: EventKind })[]
  opportunities: EntryStats
  /** Since when rows are in sets. */
  since: EntryStats
  watched: WatchedStats
}

/** Watched segments: how many there are, and how often one was judged for some rows. Their members belong to `sizeBytes`. */
export type WatchedStats = { segments: number; sizeBytes: number; judged: number }

/** Of a project of which nothing is watched. */
export const NOTHING_WATCHED: WatchedStats = { segments: 0, sizeBytes: 0, judged: 0 }

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
    idsBytes: sum((part) => part.idsBytes),
    events: toTotalEvents(parts.flatMap((part) => part.events)),
    opportunities: toTotalEntries(parts.map((part) => part.opportunities)),
    since: toTotalEntries(parts.map((part) => part.since)),
    watched: {
      segments: Math.max(...parts.map((part) => part.watched.segments)),
      sizeBytes: sum((part) => part.watched.sizeBytes),
      judged: sum((part) => part.watched.judged),
    },
  }
}

/** The sum of what several logs hold and take. */
export function toTotalEntries(parts: EntryStats[]): EntryStats {
  return parts.reduce((sum, part) => ({ count: sum.count + part.count, sizeBytes: sum.sizeBytes + part.sizeBytes }), {
    count: 0,
    sizeBytes: 0,
  })
}

function toTotalEvents(parts: TableStats['events']): TableStats['events'] {
  const byKind = Map.groupBy(parts, ({ kind }) => kind)
  return Array.from(byKind, ([kind, ofKind]) => ({ kind, ...toTotalEntries(ofKind) }))
}
