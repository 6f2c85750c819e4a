import type { Reply } from '@rollcall/sdk'
import type { Step } from './search.ts'

/** One bar of the growth chart: the members at its end, and who came and left during it. */
export type Point = Reply<'segments.history'>['data'][number]

/** How many steps the chart can show, the usual number first. */
export const SPANS: Record<Step, { steps: number; label: string }[]> = {
  hour: [
    { steps: 48, label: '2 days' },
    { steps: 168, label: '7 days' },
  ],
  day: [
    { steps: 30, label: '30 days' },
    { steps: 7, label: '7 days' },
    { steps: 90, label: '90 days' },
  ],
  week: [
    { steps: 13, label: '3 months' },
    { steps: 26, label: '6 months' },
    { steps: 52, label: 'a year' },
  ],
  month: [
    { steps: 12, label: 'a year' },
    { steps: 24, label: '2 years' },
    { steps: 60, label: '5 years' },
  ],
}

const STEP_MS: Record<Step, number> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 31 * 86_400_000 }

/** What to ask the server for, so that so many whole steps end now. */
export function rangeOf(step: Step, steps: number, now: Date): { unit: 'hour' | 'day'; from: string } {
  // Weeks and months begin on days of their own, so the first one that is asked for is hardly ever whole.
  const asked = isOfDays(step) ? steps : steps - 1
  const from = new Date(now.getTime() - asked * STEP_MS[step]).toISOString()
  return { unit: step === 'hour' ? 'hour' : 'day', from }
}

type Asked = { step: Step; steps: number }
type Recorded = { timezone: string; recordedSince: string | null }

/** Days put together to weeks, from Monday on, or months of the zone; shorter steps stay as they are. None is shown in part. */
export function growthPoints(points: Point[], { step, steps }: Asked, recorded: Recorded): Point[] {
  if (!isOfDays(step)) return points
  const { timezone: timeZone, recordedSince } = recorded
  const nameOf = step === 'week' ? weekOf : monthOf
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const groupOf = (at: Date) => nameOf(day.format(at))
  const groups = [...Map.groupBy(points, ({ at }) => groupOf(new Date(at))).values()]
  const start = new Date(points[0]?.at ?? 0)
  const isCut =
    groupOf(new Date(start.getTime() - 1)) === groupOf(start) && Date.parse(recordedSince ?? '') < start.getTime()
  return groups
    .slice(isCut ? 1 : 0)
    .slice(-steps)
    .flatMap((group) => {
      const [first, last] = [group[0], group.at(-1)]
      if (!first || !last) return []
      const sum = (of: (point: Point) => number) => group.reduce((total, point) => total + of(point), 0)
      return [{ at: first.at, size: last.size, entered: sum(({ entered }) => entered), left: sum(({ left }) => left) }]
    })
}

function isOfDays(step: Step): step is 'week' | 'month' {
  return step === 'week' || step === 'month'
}

function monthOf(day: string): string {
  return day.slice(0, 7)
}

function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
