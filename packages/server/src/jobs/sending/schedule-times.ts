import { firstReaching, parseDay } from '@rollcall/filters'
import type { Schedule } from '../../store/campaigns.ts'

// Where a day begins first: UTC+14.
const EARLIEST_ZONE = 'Pacific/Kiritimati'
const SECONDS_PER_DAY = 86_400

/**
 * When a schedule's time stands on the wall of a person's zone; of a zone's clock when the schedule names one. A time that the
 * clock skips is the first after the gap, one that it shows twice is the first of both.
 */
export function instantFor(schedule: Schedule, timezone: string | null): Date {
  const zone = schedule.timezone === 'recipient' ? (timezone ?? schedule.fallback) : schedule.timezone
  return new Date(firstReaching(wallSeconds(schedule.at), zone) * 1_000)
}

/** The first instant at which a schedule lets anybody be sent to. */
export function firstInstant(schedule: Schedule): Date {
  return instantFor(schedule, schedule.timezone === 'recipient' ? EARLIEST_ZONE : null)
}

function wallSeconds(at: string): number {
  const [, date = '', hours, minutes, seconds] = /^(.{10})T(\d\d):(\d\d):(\d\d)$/.exec(at) ?? []
  const day = parseDay(date)
  if (day === undefined) throw new Error(`${at} is no time on a wall.`)
  return day * SECONDS_PER_DAY + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
}
