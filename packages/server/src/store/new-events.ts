import type { Queryable } from './database.ts'

/** An event as the audience index reads it. */
export type RecordedEvent = {
  /** Its number in the record; events of a contact at the same second are in this order. */
  seq: number
  rowNo: number
  /** Seconds since 1970. */
  at: number
  name: string
  /** UUID. */
  campaignId: string | null
  machine: boolean
  transactional: boolean
  link: string | null
  properties: Record<string, unknown> | null
}

/** What is read of an event, from `events e`. */
export const EVENT_COLUMNS = `e.seq, e.row_no as "rowNo", floor(extract(epoch from e.at))::float8 as at, e.name, e.campaign_id as "campaignId",
  e.machine, e.transactional, e.link, e.properties`

/**
 * The events `e` of the project $1 in one `run` of numbers, for a lateral join. `offset 0` makes each run a look-up: a planner
 * that guesses would compare every run with every event (4 s for 600 runs and 500,000 events).
 */
export const EVENTS_OF_RUN =
  '(select * from events where project_id = $1 and seq >= lower(run) and seq < upper(run) offset 0) e'

/**
 * The events of entries of the change feed, by seq. `ranges` are their `events`: each holds exactly what one statement
 * inserted, so that who reads every entry once reads every event once.
 */
export function readNewEvents(record: Queryable, projectId: number, ranges: string[]): Promise<RecordedEvent[]> {
  return record.query<RecordedEvent>(
    `select ${EVENT_COLUMNS} from unnest($2::int8multirange[]) as entry cross join unnest(entry) as run
     cross join lateral ${EVENTS_OF_RUN} order by e.seq`,
    [projectId, ranges],
  )
}
