import { dayAt } from '@rollcall/filters'
import type { RecordedTrend } from '../../store/segment-trends.ts'

export type Trend = { sizes: number[]; entered: number; left: number }

/** How many days back a trend reaches, today included. */
export const TREND_DAYS = 30
const GROWTH_DAYS = 7

/** The sizes that led to `count`, day by day: each is the one after it without what happened since. */
export function trendOf(recorded: RecordedTrend, about: { count: number; now: Date; timezone: string }): Trend {
  const { count, now, timezone } = about
  const dayOf = (at: Date | string) => dayAt(Math.floor(new Date(at).getTime() / 1000), timezone)
  const today = dayOf(now)
  const moves = new Map(recorded.days.map(({ day, ...move }) => [dayOf(day), move]))
  const sizes = [count]
  const first = recorded.since ? Math.max(dayOf(recorded.since), today - TREND_DAYS + 1) : today
  for (let day = today; day > first; day -= 1) {
    const { entered = 0, left = 0 } = moves.get(day) ?? {}
    sizes.unshift((sizes[0] ?? 0) - entered + left)
  }
  const isLately = (day: number) => day > today - GROWTH_DAYS
  const lately = [...moves].flatMap(([day, move]) => (isLately(day) ? move : []))
  const begun = recorded.begunAt && isLately(dayOf(recorded.begunAt)) ? recorded.begunWith : 0
  return {
    sizes,
    entered: lately.reduce((sum, { entered }) => sum + entered, 0) - begun,
    left: lately.reduce((sum, { left }) => sum + left, 0),
  }
}
