import type { SendingCampaign } from '../../store/campaign-states.ts'
import type { Queryable } from '../../store/database.ts'
import { listTimezones } from '../../store/deliveries.ts'
import { hasOwnHours, openingsOf } from './own-hours.ts'
import { instantFor } from './schedule-times.ts'

type Next = { rowNos: number[]; done: number }

/**
 * When each of the next people of a campaign may be sent to at the earliest, null for at once: the time on their own wall, or
 * the turn of their batch, and not before the hours on their own clock. `done`: how many come before them.
 */
export async function turnsOf(
  record: Queryable,
  campaign: SendingCampaign,
  { now, ...next }: Next & { now: Date },
): Promise<(Date | null)[]> {
  const turns = await plannedTurns(record, campaign, next)
  if (!hasOwnHours(campaign)) return turns
  const from = turns.map((turn) => turn ?? now)
  const openings = await openingsOf(record, campaign, { rowNos: next.rowNos, turns: from })
  return turns.map((turn, place) => openings[place] ?? turn)
}

async function plannedTurns(
  record: Queryable,
  { projectId, schedule, plan, launchedAt }: SendingCampaign,
  { rowNos, done }: Next,
): Promise<(Date | null)[]> {
  if (schedule?.timezone === 'recipient') {
    const zones = await listTimezones(record, projectId, rowNos)
    const instants = new Map(zones.map((zone) => [zone, instantFor(schedule, zone)]))
    return zones.map((zone) => instants.get(zone) ?? null)
  }
  const { batches } = plan
  if (!batches) return rowNos.map(() => null)
  return rowNos.map((_, place) => {
    const batch = Math.floor((done + place) / batches.size)
    return batch === 0 ? null : new Date(launchedAt.getTime() + batch * batches.everyMinutes * 60_000)
  })
}
