import type { Reply } from '@rollcall/sdk'

/** What happened during one hour or day. */
export type Moment = Reply<'campaigns.timeline'>['data'][number]

type By = 'hour' | 'day'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
// More bars than that are thinner than a line; whoever reads mail later than that is not many.
const MOST_HOURS = 14 * 24

/** Hours show the course of the first days, days that of the weeks after. */
export function usualBy(launchedAt: string | null, now: Date): By {
  return launchedAt !== null && now.getTime() - Date.parse(launchedAt) > 4 * DAY_MS ? 'day' : 'hour'
}

/** The same with what nothing happened in, so that a quiet night looks like one. Hours end after two weeks. */
export function withGaps(moments: Moment[], by: By): Moment[] {
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last) return []
  const stepMs = by === 'hour' ? HOUR_MS : DAY_MS
  const filled: Moment[] = []
  for (const moment of moments) {
    let next = filled.at(-1) && Date.parse(filled.at(-1)?.at ?? moment.at) + stepMs
    // A day may be an hour shorter or longer than others.
    for (
      ;
      next !== undefined && next < Date.parse(moment.at) - stepMs / 2 && filled.length < MOST_HOURS;
      next += stepMs
    )
      filled.push({ at: new Date(next).toISOString(), sent: 0, opened: 0, clicked: 0 })
    if (filled.length >= MOST_HOURS) break
    filled.push(moment)
  }
  return filled
}
