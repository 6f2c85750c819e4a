import type { SendingCampaign } from '../../store/campaign-states.ts'
import type { Queryable } from '../../store/database.ts'
import { listTimezones } from '../../store/deliveries.ts'
import { nextOpening } from './sending-window.ts'

/** What hours on each person's own clock come from. */
export type OwnHours = Pick<SendingCampaign, 'projectId' | 'plan'> &
  Partial<Pick<SendingCampaign, 'schedule' | 'projectZone'>>

/** Whether the hours of a campaign are those of each person's own clock. */
export function hasOwnHours({ plan }: Pick<SendingCampaign, 'plan'>): boolean {
  return plan.window?.timezone === 'recipient'
}

/**
 * When the hours of each of these people, on their own clock, are open next, if that is not at their `turns` already: null for
 * those who need not wait for them.
 */
export async function openingsOf(
  record: Queryable,
  campaign: OwnHours,
  { rowNos, turns }: { rowNos: number[]; turns: Date[] },
): Promise<(Date | null)[]> {
  const { projectId, plan, schedule, projectZone = 'UTC' } = campaign
  const { window } = plan
  if (!window || !hasOwnHours(campaign)) return rowNos.map(() => null)
  const zones = await listTimezones(record, projectId, rowNos)
  const known = new Map<string, Date | null>()
  return turns.map((turn, place) => {
    const timezone = zones[place] ?? schedule?.fallback ?? projectZone
    const key = `${timezone} ${turn.getTime()}`
    if (!known.has(key)) known.set(key, openingAfter({ ...window, timezone }, turn))
    return known.get(key) ?? null
  })
}

function openingAfter(window: Parameters<typeof nextOpening>[0], turn: Date): Date | null {
  const opens = nextOpening(window, turn)
  return opens.getTime() > turn.getTime() ? opens : null
}
