import { firstReaching } from '@rollcall/filters'

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/** The instant at which a zone's clock shows this time, such as `2026-12-01T09:00`; undefined for what is no time. */
export function instantAt(wall: string, timezone: string): Date | undefined {
  const seconds = WALL.test(wall) ? Date.parse(`${wall}Z`) / 1_000 : Number.NaN
  return Number.isNaN(seconds) ? undefined : new Date(firstReaching(seconds, timezone) * 1_000)
}

/** What a zone's clock shows at an instant, as `2026-12-01T09:00`. */
export function wallAt(instant: Date, timezone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const parts = new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone: timezone }).formatToParts(
    instant,
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** `Tue 1 Dec 2026, 09:00`, on a zone's wall; on the reader's own when none is named. */
export function momentText(instant: Date, timezone?: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...options, ...clock, timeZone: timezone }).format(instant)
}

/** The zone of the person who looks. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
