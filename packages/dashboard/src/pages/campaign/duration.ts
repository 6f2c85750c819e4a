import type { Plan } from './draft.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const DAY_MS = 24 * HOUR_MS

/**
 * How long a plan spreads a campaign, in sending hours, with the most that the project sends in one; undefined when it goes as
 * fast as the mail server takes it.
 */
export function sendingMs({ perHour, batches }: Plan, people: number, most: number | null = null): number | undefined {
  if (!batches && perHour === undefined && most === null) return undefined
  const waits = batches ? Math.max(0, Math.ceil(people / batches.size) - 1) * batches.everyMinutes * MINUTE_MS : 0
  return Math.max(waits, (people / Math.min(perHour ?? Infinity, most ?? Infinity)) * HOUR_MS)
}

/** How long that takes by the calendar, when hours or days are closed: on average, wherever it begins. */
export function calendarMs({ window }: Plan, sending: number): number {
  if (!window) return sending
  const openMs = openMsPerDay(window)
  const share = (openMs / DAY_MS) * ((window.days?.length ?? 7) / 7)
  // What fits into the first opening needs no closed hours.
  return sending <= openMs ? sending : sending / share
}

function openMsPerDay({ from, to }: NonNullable<Plan['window']>): number {
  const length = minutes(to) - minutes(from)
  return (length > 0 ? length : length + 24 * 60) * MINUTE_MS
}

function minutes(clock: string): number {
  const [hours = 0, rest = 0] = clock.split(':').map(Number)
  return hours * 60 + rest
}

/** `40 s`, `9 h 39 min`, `3 days 4 h`: the two largest units. */
export function durationText(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(1, Math.round(ms / 1_000))} s`
  const all = Math.round(ms / MINUTE_MS)
  const [days, hours, rest] = [Math.floor(all / 1_440), Math.floor((all % 1_440) / 60), all % 60]
  if (days > 0) return two(`${days} ${days === 1 ? 'day' : 'days'}`, hours, 'h')
  return hours > 0 ? two(`${hours} h`, rest, 'min') : `${rest} min`
}

function two(first: string, second: number, unit: string): string {
  return second === 0 ? first : `${first} ${second} ${unit}`
}
