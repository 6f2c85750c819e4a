import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase } from '../../../../../tests/support/create-database.ts'
import type { SendingCampaign } from '../../store/campaign-states.ts'
import { allowanceOf, createPace } from './pace.ts'

let created: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  created = await createDatabase()
})
afterAll(() => created.drop())

const START_MS = Date.parse('2026-03-01T09:30:00Z')

function campaign(id: string, changes: Partial<SendingCampaign>): SendingCampaign {
  return {
    ...{ projectId: 1, id, isMaterialised: true, isFixed: false, error: null, plan: {}, schedule: null },
    ...{
      launchedAt: new Date(START_MS),
      projectZone: 'UTC',
      heldMs: 0,
      resumedAt: null,
      test: null,
      versions: 1,
      restWaits: false,
    },
    sendingLimits: { perHour: null, perDomain: [] },
    account: null,
    ...changes,
  }
}

type Left = { atMs: number; email: string; campaign: string }

/** Several workers send to a backlog each for so long on a driven clock, all at the same time. */
async function sendBy(workers: { campaign: SendingCampaign; emails: string[] }[], forMs: number): Promise<Left[]> {
  let nowMs = START_MS
  const now = () => new Date(nowMs)
  const left: Left[] = []
  const desks = workers.map((worker) => ({
    ...worker,
    pace: createPace({ database: created.database, now }),
    backlog: worker.emails.map((email) => ({ address: email, rowNo: 0, notBeforeMs: START_MS })),
  }))
  for (let first = 0; nowMs < START_MS + forMs; nowMs += 500) {
    const take = async (desk: (typeof desks)[number]) => {
      const due = desk.backlog.filter(({ notBeforeMs }) => notBeforeMs <= nowMs).slice(0, 20)
      const turns = await desk.pace(desk.campaign, due)
      for (const [place, person] of due.entries()) {
        const { at = now(), isMoment = true } = turns?.[place] ?? {}
        person.notBeforeMs = isMoment ? Number.POSITIVE_INFINITY : at.getTime()
        if (isMoment) left.push({ atMs: at.getTime(), email: person.address, campaign: desk.campaign.id })
      }
    }
    // Each is the first to ask from time to time; all others come at the same moment.
    first = (first + 1) % desks.length
    await take(desks[first])
    await Promise.all(desks.filter((_, place) => place !== first).map(take))
  }
  return left.sort((a, b) => a.atMs - b.atMs)
}

/** The shortest time between two of them: with it, no span of time can hold more than its share and one. */
function shortestGapMs(left: Left[]): number {
  return Math.min(...left.slice(1).map(({ atMs }, place) => atMs - left[place].atMs))
}

const people = (domain: string, count: number) => Array.from({ length: count }, (_, place) => `p${place}@${domain}`)
// What PostgreSQL keeps of a moment.
const MICROSECOND_MS = 0.001

it('keeps the limits of project, domain and campaign over all workers, and lets nobody wait for another domain', async () => {
  const sendingLimits = { perHour: 14_400, perDomain: [{ domain: 'slow.example', perHour: 3_600 }] }
  const mixed = people('Slow.example', 200).flatMap((email, place) => [email, `q${place}@fast.example`])
  const fast = campaign('fast', { sendingLimits })
  const paced = campaign('paced', { sendingLimits, plan: { perHour: 1_800 } })
  const left = await sendBy(
    [fast, fast, fast, paced].map((one) => ({ campaign: one, emails: mixed })),
    60_000,
  )
  const slow = left.filter(({ email }) => email.endsWith('@Slow.example'))
  const ofPaced = left.filter((one) => one.campaign === 'paced')
  expect(shortestGapMs(left)).toBeGreaterThanOrEqual(250 - MICROSECOND_MS)
  expect(shortestGapMs(slow)).toBeGreaterThanOrEqual(1_000 - MICROSECOND_MS)
  expect(shortestGapMs(ofPaced)).toBeGreaterThanOrEqual(2_000 - MICROSECOND_MS)
  // 240 and 60 would be all that the limits allow.
  expect(left.length).toBeGreaterThan(200)
  expect(slow.length).toBeGreaterThan(40)
  expect(ofPaced.length).toBeGreaterThan(12)
})

it('does not save up what was not used, and keeps projects apart', async () => {
  const limits = { perHour: 3_600, perDomain: [] }
  const [first, second] = [2, 3].map((projectId) => campaign(`of ${projectId}`, { projectId, sendingLimits: limits }))
  const early = await sendBy([{ campaign: first, emails: people('a.example', 1) }], 10_000)
  const left = await sendBy(
    [first, second].map((one) => ({ campaign: one, emails: people('a.example', 50) })),
    10_000,
  )
  expect(early).toHaveLength(1)
  const counts = Map.groupBy(left, (one) => one.campaign)
  expect([...counts.values()].map(({ length }) => length).sort()).toEqual([10, 11])
})

it('keeps the limit of an account over all campaigns that leave through it, and lets the others go', async () => {
  const limits = { perSecond: 2, perHour: null, perDay: 7_200_000 }
  const account = { id: 'of a service', name: 'Service', limits }
  const [one, two] = ['one', 'two'].map((id) => campaign(id, { account }))
  const free = campaign('free', { account: { ...account, id: 'another', limits: { ...limits, perSecond: null } } })
  const left = await sendBy(
    [one, two, one, free].map((of) => ({ campaign: of, emails: people('a.example', 200) })),
    30_000,
  )
  const through = left.filter((mail) => mail.campaign !== 'free')
  expect(shortestGapMs(through)).toBeGreaterThanOrEqual(500 - MICROSECOND_MS)
  // 60 would be all that the limit allows.
  expect(through.length).toBeGreaterThan(50)
  expect(left.length - through.length).toBe(200)
})

it('gives no turns where there are no limits', async () => {
  const pace = createPace({ database: created.database, now: () => new Date(START_MS) })
  const people = ['a@example.org', null].map((address, rowNo) => ({ address, rowNo }))
  expect(await pace(campaign('free', {}), people)).toBeNull()
})

it.each([
  [{}, 400],
  [{ plan: { perHour: 1 } }, 1],
  [{ plan: { perHour: 36_000 } }, 5],
  [{ sendingLimits: { perHour: 36_000, perDomain: [] } }, 0],
  [{ account: { id: 'a', name: 'A', limits: { perSecond: 12, perHour: null, perDay: null } } }, 7],
  [{ sendingLimits: { perHour: 1, perDomain: [] } }, 0],
])('takes as many in hand as can leave soon: %j', (changes, expected) => {
  const inHand = 'plan' in changes && changes.plan.perHour === 1 ? 0 : 5
  const taken = { limit: 400, inHand: { campaign: inHand, project: inHand * 2 }, now: new Date(START_MS) }
  expect(allowanceOf(campaign('any', changes), taken)).toBe(expected)
})

it('lets whoever’s own hours are closed wait for them, and the others go', async () => {
  const now = () => new Date(START_MS)
  const pace = createPace({ database: created.database, now })
  const plan = { window: { from: '09:00', to: '17:00', timezone: 'recipient' } }
  // Nobody in this database has a zone of their own, so the project's counts.
  const turnIn = (projectZone: string) => pace(campaign('own', { plan, projectZone }), [{ address: null, rowNo: 0 }])
  expect(await turnIn('UTC')).toEqual([{ at: now(), isMoment: true }])
  expect(await turnIn('Asia/Tokyo')).toEqual([{ at: new Date('2026-03-02T00:00:00Z'), isMoment: false }])
  const asked = { limit: 9, inHand: { campaign: 0, project: 0 }, now: now() }
  expect(allowanceOf(campaign('own', { plan, projectZone: 'Asia/Tokyo' }), asked)).toBe(9)
})
