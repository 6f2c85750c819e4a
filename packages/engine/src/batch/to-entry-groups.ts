import { toLocal } from '../chunk.ts'
import type { EntryGroup } from '../entries/chunk-entries.ts'
import type { Entry } from '../entries/entry.ts'
import { EVENT_SHAPE, MEMBERSHIP_SHAPE, OPPORTUNITY_SHAPE } from '../entries/entry-shape.ts'
import { toChunkEntries } from '../entries/to-chunk-entries.ts'
import { type ContactEvent, toEventEntry } from './contact-event.ts'
import type { Row } from './row-batch.ts'

/** The one kind under which opportunities are held. */
export const OPPORTUNITIES = 'opportunity'

/** Events of one chunk, by kind. */
export function toEventGroups(events: ContactEvent[]): EntryGroup[] {
  const byKind = Map.groupBy(events, ({ event }) => event)
  return Array.from(byKind, ([kind, ofKind]) => {
    return { kind, entries: toChunkEntries(EVENT_SHAPE, toAscending(ofKind).map(toEventEntry)) }
  })
}

/** When memberships of rows began, by set; the rows come from one chunk, in ascending order. */
export function toSinceGroups(rows: Row[]): EntryGroup[] {
  const bySet = new Map<string, Entry[]>()
  for (const { rowNo, since = [] } of rows) {
    for (const [set, at] of since) {
      const entry = { rowNo, at, codes: [], cells: [] }
      const entries = bySet.get(set)
      if (entries === undefined) bySet.set(set, [entry])
      else if (entries[entries.length - 1].rowNo === rowNo)
        throw new Error(`Row ${rowNo} is in ${set} since two times.`)
      else entries.push(entry)
    }
  }
  return Array.from(bySet, ([kind, entries]) => ({ kind, entries: toChunkEntries(MEMBERSHIP_SHAPE, entries) }))
}

/** The opportunities of rows, which come from one chunk, in ascending order. */
export function toOpportunityGroups(rows: Pick<Row, 'rowNo' | 'opportunities'>[]): EntryGroup[] {
  const entries = rows.flatMap(({ rowNo, opportunities = [] }) =>
    opportunities.map(({ pipeline, stage, status, value, stageSince }): Entry => {
      const cells = value === null ? [] : [{ column: 'value', value }]
      return { rowNo, at: stageSince, codes: [pipeline, stage, status], cells }
    }),
  )
  if (entries.length === 0) return []
  return [{ kind: OPPORTUNITIES, entries: toChunkEntries(OPPORTUNITY_SHAPE, entries) }]
}

function toAscending(events: ContactEvent[]): ContactEvent[] {
  return events.toSorted((a, b) => toLocal(a.rowNo) - toLocal(b.rowNo))
}
