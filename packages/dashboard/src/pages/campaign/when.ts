import type { Body } from '@rollcall/sdk'
import type { Campaign } from '../../api.ts'
import type { CampaignSearch } from './search.ts'
import { instantAt, momentText, wallAt } from './wall-time.ts'

/** When a draft is to go, and whether its people are chosen now or then. */
export type When = { kind: 'now' | 'at' | 'own'; at: string; zone: string; people: 'at_send' | 'now' }

const DAY_MS = 86_400_000

/** What the address asks for, else what is scheduled already, with the people chosen then or not, else at once. */
export function whenOf(
  search: CampaignSearch,
  { schedule, frozen, zone, now }: Pick<Campaign, 'schedule' | 'frozen'> & { zone: string; now: Date },
): When {
  const tomorrow = `${wallAt(new Date(now.getTime() + DAY_MS), zone).slice(0, 10)}T09:00`
  const isOwn = schedule?.timezone === 'recipient'
  const saved = schedule && { kind: isOwn ? ('own' as const) : ('at' as const), at: schedule.at.slice(0, 16) }
  return {
    kind: search.when ?? saved?.kind ?? 'now',
    at: search.at ?? saved?.at ?? tomorrow,
    zone: search.zone ?? (schedule && !isOwn ? schedule.timezone : zone),
    people: search.people ?? (frozen?.atSchedule ? 'now' : 'at_send'),
  }
}

/** Why it cannot go then; undefined when it can. */
export function lackOfWhen(
  { kind, at, zone }: When,
  { hasBatches, hasWinner = false, now }: { hasBatches: boolean; hasWinner?: boolean; now: Date },
): string | undefined {
  if (kind === 'now') return undefined
  if (kind === 'own' && hasBatches) return 'one pace: batches do not go with each person’s own time'
  if (kind === 'own' && hasWinner) return 'one time: who waits for a test’s winner has none of their own'
  // Where a day ends last, people still have that time before them.
  const instant = instantAt(at, kind === 'own' ? 'Etc/GMT+12' : zone)
  if (!instant) return 'a date and a time'
  return instant.getTime() > now.getTime() ? undefined : 'a time that is still to come'
}

/** The request that schedules it. */
export function toSchedule({ kind, at, zone, people }: When): Body<'campaigns.schedule'> {
  return { at, timezone: kind === 'own' ? 'recipient' : zone, audience: people }
}

/** When a scheduled campaign goes: `Tue 1 Dec 2026, 09:00 in Asia/Jakarta`. */
export function scheduleText({ at, timezone }: NonNullable<Campaign['schedule']>): string {
  const shown = momentText(new Date(`${at}Z`), 'UTC')
  return timezone === 'recipient' ? `${shown} at each person’s own time` : `${shown} in ${timezone}`
}
