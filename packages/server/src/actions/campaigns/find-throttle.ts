import type { campaignsGet, RouteReply } from '@rollcall/contract'
import type { Reader } from '../../action.ts'
import { choosesAt } from '../../jobs/sending/choose-winner.ts'
import { hasOwnHours } from '../../jobs/sending/own-hours.ts'
import { isOpen, nextOpening } from '../../jobs/sending/sending-window.ts'
import { type Crowd, findSlowestLimit } from '../../jobs/sending/slowest-limit.ts'
import { listSendingAmong, type SendingCampaign } from '../../store/campaign-states.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import type { Queryable } from '../../store/database.ts'
import { listTimezones } from '../../store/deliveries.ts'
import { countWaiting, countWaitingAt, listWaiting, type WaitingGroup } from '../../store/waiting-deliveries.ts'

/** What holds up a campaign, as the API tells it. */
export type Throttle = NonNullable<RouteReply<typeof campaignsGet>['throttle']>

type Asked = Pick<CampaignRecord, 'id' | 'status' | 'testSentAt'>

const shown = new Intl.NumberFormat('en-US').format

/** What holds up each of these campaigns that are sending, by their UUIDs; the others are not in it. */
export async function findThrottles({ product, caller }: Reader, campaigns: Asked[]): Promise<Map<string, Throttle>> {
  const { database, now } = product
  const sending = campaigns.filter(({ status }) => status === 'sending').map(({ id }) => id)
  if (sending.length === 0) return new Map()
  const found = await listSendingAmong(database, caller.projectId, sending)
  const throttles = await Promise.all(
    found.map(async (campaign) => {
      const testSentAt = campaigns.find(({ id }) => id === campaign.id)?.testSentAt ?? null
      const throttle = await findThrottle(database, { ...campaign, testSentAt }, now())
      return throttle ? [[campaign.id, throttle] as const] : []
    }),
  )
  return new Map(throttles.flat())
}

/** The same for one campaign. */
export async function findThrottleOf(context: Reader, campaign: Asked): Promise<Throttle | null> {
  return (await findThrottles(context, [campaign])).get(campaign.id) ?? null
}

type Sending = SendingCampaign & Pick<CampaignRecord, 'testSentAt'>

async function findThrottle(record: Queryable, campaign: Sending, now: Date): Promise<Throttle | null> {
  if (campaign.error !== null) return held(campaign.error, null)
  // Batches come later for as long as it was paused.
  const clock = { now, heldMs: campaign.plan.batches ? campaign.heldMs : 0 }
  const { people, isAnyDue } = await countWaiting(record, campaign, clock)
  if (people === 0) return null
  const stop = findClosedHours(campaign, { people, now }) ?? findUndecided(campaign)
  if (stop) return stop
  const domains = campaign.sendingLimits.perDomain.map(({ domain }) => domain)
  const pace = findSlowPace(campaign, { people, byDomain: await countWaitingAt(record, campaign, domains) }, now)
  if (isAnyDue) return pace
  const group = mainOf(await listWaiting(record, campaign, clock))
  if (!group || (pace && group.kind === 'turn' && !hasTurns(campaign))) return pace
  return held(await reasonOf(record, campaign, group), group.at)
}

function findClosedHours(campaign: Sending, { people, now }: { people: number; now: Date }): Throttle | null {
  const { plan, projectZone } = campaign
  if (!plan.window || hasOwnHours(campaign)) return null
  const window = { ...plan.window, timezone: plan.window.timezone ?? projectZone }
  if (isOpen(window, now)) return null
  const opens = nextOpening(window, now)
  return held(`Its hours are closed. It waits for ${wallText(opens, window.timezone)}: ${peopleText(people)}.`, opens)
}

/** Everybody outside of a test waits for its winner once the test has left. */
function findUndecided({ test, testSentAt, restWaits }: Sending): Throttle | null {
  if (!restWaits || testSentAt === null) return null
  const at = choosesAt({ test, testSentAt })
  return held(
    `Everybody else waits ${at ? 'for the winner of the test' : 'until you choose the winner of the test'}.`,
    at,
  )
}

function findSlowPace(campaign: Sending, crowd: Crowd, now: Date): Throttle | null {
  const slowest = findSlowestLimit(campaign, crowd, shown)
  if (!slowest) return null
  return { reason: slowest.reason, until: new Date(now.getTime() + slowest.leftMs).toISOString(), isHeld: false }
}

/** Whether people have turns of their own; else who waits for one waits under a limit. */
function hasTurns(campaign: Sending): boolean {
  return campaign.schedule?.timezone === 'recipient' || campaign.plan.batches !== undefined || hasOwnHours(campaign)
}

/** Of those who wait for most, the first. */
function mainOf(groups: WaitingGroup[]): WaitingGroup | undefined {
  const totals = Map.groupBy(groups, ({ kind }) => kind)
  const peopleOf = (group: WaitingGroup) => (totals.get(group.kind) ?? []).reduce((sum, { people }) => sum + people, 0)
  return groups.toSorted((a, b) => peopleOf(b) - peopleOf(a)).at(0)
}

async function reasonOf(
  record: Queryable,
  campaign: Sending,
  { kind, at, people, rowNo }: WaitingGroup,
): Promise<string> {
  const { projectId, schedule, projectZone, plan } = campaign
  const who = peopleText(people)
  if (kind === 'deferred') return `It tries again later: ${who} could not be reached at once.`
  if (kind === 'frequency_cap') return `It waits for ${who} who heard from you lately.`
  if (!hasTurns(campaign)) return `Limits on sending hold back ${who}.`
  if (plan.batches && schedule?.timezone !== 'recipient' && !hasOwnHours(campaign))
    return `It waits for its next batch: ${who}.`
  const [timezone] = await listTimezones(record, projectId, [rowNo])
  return `It waits for ${wallText(at, timezone ?? schedule?.fallback ?? projectZone)}: ${who}.`
}

function held(reason: string, until: Date | null): Throttle {
  return { reason, until: until?.toISOString() ?? null, isHeld: true }
}

/** `09:00 in Jakarta`. */
function wallText(at: Date, timezone: string): string {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const city = timezone.slice(timezone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  return `${new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: timezone }).format(at)} in ${city}`
}

function peopleText(people: number): string {
  return people === 1 ? '1 person' : `${shown(people)} people`
}
