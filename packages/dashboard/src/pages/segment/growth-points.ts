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

/** What to ask the server for, so that so many steps end now. */
export function rangeOf(step: Step, steps: number, now: Date): { unit: 'hour' | 'day'; from: string } {
  const from = new Date(now.getTime() - (steps - 1) * STEP_MS[step]).toISOString()
  return { unit: step === 'hour' ? 'hour' : 'day', from }
}

/** Days put together to weeks, from Monday on, or months of the zone; shorter steps stay as they are. */
export function growthPoints(points: Point[], step: Step, timeZone: string): Point[] {
  if (step === 'hour' || step === 'day') return points
  const nameOf = step === 'week' ? weekOf : monthOf
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const groups = Map.groupBy(points, ({ at }) => nameOf(day.format(new Date(at))))
  return [...groups.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return []
    const sum = (of: (point: Point) => number) => group.reduce((total, point) => total + of(point), 0)
    return [{ at: first.at, size: last.size, entered: sum(({ entered }) => entered), left: sum(({ left }) => left) }]
  })
}

function monthOf(day: string): string {
  return day.slice(0, 7)
}

function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
