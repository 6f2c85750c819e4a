import type { Queryable } from './database.ts'

/** How time is cut: into days, weeks or months of a zone, those that the last `days` days before `now` touch. */
export type Cut = { by: 'day' | 'week' | 'month'; days: number; timezone: string; now: Date }

/** A piece of time: from its first instant to that of the next one. `day` is the local date on which it begins. */
export type Period = { from: Date; until: Date; day: string }

/** The periods in order; the last one holds `now`. */
export function listPeriods(record: Queryable, { by, days, timezone, now }: Cut): Promise<Period[]> {
  return record.query<Period>(
    `select local at time zone $2 as from, (local + ('1 ' || $1)::interval) at time zone $2 as until, local::date::text as day
     from generate_series(date_trunc($1, ($3::timestamptz - ($4 - 1) * interval '1 day') at time zone $2),
       date_trunc($1, $3::timestamptz at time zone $2), ('1 ' || $1)::interval) as local
     order by local`,
    [by, timezone, now, days],
  )
}

/** What happened in the period with this place, from 1 on. */
export type DeletedCount = { place: number; what: 'created' | 'unsubscribed' | 'deleted'; count: number }

/** Of contacts that were deleted: when they were created, unsubscribed and deleted. Those who were erased are not known. */
export function countDeleted(record: Queryable, projectId: number, periods: Period[]): Promise<DeletedCount[]> {
  return record.query<DeletedCount>(
    `select width_bucket(happened.at, $2::timestamptz[]) as place, happened.what, count(*)::int as count
     from contacts c cross join lateral (values ('created', c.created_at), ('unsubscribed', c.unsubscribed_at),
       ('deleted', c.deleted_at)) as happened (what, at)
     where c.project_id = $1 and c.deleted_at is not null and happened.at >= $3
     group by 1, 2`,
    [projectId, ...startsOf(periods)],
  )
}

/** What became of messages in the period with this place, and what people did with them; machines are left out. */
export type SendingCount = {
  place: number
  transactional: boolean
  /** Handed over. */
  sent: number
  /** Refused at once, because nobody has the address. */
  refused: number
  /** Taken over, and reported undelivered since. */
  undelivered: number
  bounced: number
  complained: number
  opens: number
  clicks: number
  unsubscribed: number
}

export function countSending(record: Queryable, projectId: number, periods: Period[]): Promise<SendingCount[]> {
  return record.query<SendingCount>(
    `select width_bucket(slot, $2::timestamptz[]) as place, transactional, sum(sent)::int as sent, sum(refused)::int as refused,
       sum(bounced)::int as bounced, sum(complained)::int as complained, sum(opens)::int as opens, sum(clicks)::int as clicks,
       sum(unsubscribed)::int as unsubscribed, sum(undelivered)::int as undelivered
     from sending_counts where project_id = $1 and slot >= $3
     group by 1, 2`,
    [projectId, ...startsOf(periods)],
  )
}

// Looking an instant up among the starts is several times faster than cutting it by the rules of a zone.
function startsOf(periods: Period[]): [starts: Date[], first: Date] {
  return [periods.map(({ from }) => from), periods[0]?.from ?? new Date(0)]
}
