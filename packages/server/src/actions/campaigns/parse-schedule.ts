import type { campaignsSchedule, RouteInput } from '@rollcall/contract'
import { parseDay, parseInstant, parseTimezone } from '@rollcall/filters'
import { invalid } from '../../failure.ts'
import { instantFor } from '../../jobs/sending/schedule-times.ts'
import type { Plan, Schedule, VersionTest } from '../../store/campaigns.ts'
import { RECIPIENT_ZONE } from './check-versions.ts'

const WALL = /^(\d{4}-\d{2}-\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/
const FURTHEST_MS = 366 * 24 * 3_600_000

type Asked = RouteInput<typeof campaignsSchedule>['body']

/** The time for which a launch was asked. Refuses times that passed everywhere, and those over a year ahead. */
export function parseSchedule(
  { at, timezone }: Asked,
  { projectZone, now, plan, test }: { projectZone: string; now: Date; plan: Plan; test: VersionTest | null },
): Schedule {
  const schedule = read(at, { timezone, projectZone })
  if (schedule.timezone === 'recipient' && plan.batches) {
    throw invalid('/timezone', 'cannot be recipient while the plan has batches: each person would have two times')
  }
  if (schedule.timezone === 'recipient' && test?.decide)
    throw invalid('/timezone', `recipient and a test with a winner ${RECIPIENT_ZONE}`)
  const latest = instantFor(schedule, 'Etc/GMT+12').getTime()
  if (latest < now.getTime()) throw invalid('/at', `must not have passed; it is ${now.toISOString()} now`)
  if (latest > now.getTime() + FURTHEST_MS) throw invalid('/at', 'must be within a year')
  return schedule
}

function read(at: string, zones: { timezone: string | undefined; projectZone: string }): Schedule {
  const instant = parseInstant(at)
  if (instant !== undefined) {
    if (zones.timezone !== undefined) throw invalid('/timezone', 'is said by the offset of at already: leave one away')
    return { at: new Date(instant * 1_000).toISOString().slice(0, 19), timezone: 'UTC', fallback: zones.projectZone }
  }
  const [, day = '', hours, minutes, seconds = '00'] = WALL.exec(at) ?? []
  if (parseDay(day) === undefined)
    throw invalid('/at', 'must be a time such as 2026-12-01T09:00 or 2026-12-01T09:00:00Z')
  return {
    at: `${day}T${hours}:${minutes}:${seconds}`,
    timezone: zones.timezone === 'recipient' ? 'recipient' : readZone(zones.timezone ?? zones.projectZone),
    fallback: zones.projectZone,
  }
}

function readZone(text: string): string {
  const zone = parseTimezone(text)
  if (zone === undefined)
    throw invalid(
      '/timezone',
      `${JSON.stringify(text)} is no time zone: give an IANA name such as Asia/Jakarta, or recipient`,
    )
  return zone
}
