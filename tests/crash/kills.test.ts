import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { addContacts } from '../support/add-contacts.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { accountedFor, CONNECTIONS, type Workers, workersFor } from './workers.ts'

const CHUNK = 10_000
const WITHIN_S = TIMEOUT_MS / 1_000

let desk: Campaigning
let server: MailServer
let workers: Workers
beforeAll(async () => {
  desk = await createCampaigning()
  server = await startMailServer()
  workers = workersFor(desk, server.url)
})
afterAll(async () => {
  workers.killAll()
  await server.close()
  await desk.drop()
})

async function launchTo(wanted: string[], changes: object = {}): Promise<string> {
  server.received.length = 0
  const tag = await desk.people(wanted.map((email) => ({ email })))
  const id = await desk.draft({ include: { tags: [tag] } }, changes)
  expect((await desk.launch(id)).status).toBe(202)
  return id
}

const recipients = () => server.received.map(({ to }) => to)

it(
  `1. kill -9 in mid-send: nobody is missed, nobody gets two, and what was on its way is uncertain (ROLLCALL_SEED=${SEED})`,
  async () => {
    const people = sized(600, 20_000)
    const kills = sized(4, 50)
    const random = randomFrom(SEED)
    const id = await launchTo(emails('crash', people))
    for (let kill = 1; kill <= kills; kill += 1) {
      const worker = workers.start()
      const goal = server.received.length + 1 + random.below(people / (kills + 2))
      await until(
        () => server.received.length,
        (count) => count >= Math.min(goal, people - CONNECTIONS * kills),
      )
      await workers.kill(worker)
      const results = await desk.results(id)
      expect(accountedFor(results)).toBe(people)
    }
    const last = workers.start()
    await desk.finished(id, WITHIN_S)
    await workers.kill(last)
    const results = await desk.results(id)
    expect(results).toMatchObject({ members: people, queued: 0, sending: 0, deferred: 0, failed: 0, skipped: 0 })
    expect(results.sent + results.uncertain).toBe(people)
    expect(results.uncertain).toBeLessThanOrEqual(kills * CONNECTIONS)
    const received = recipients()
    expect(new Set(received).size).toBe(received.length)
    // Whoever did not get it is exactly among those of whom the ledger says that it does not know.
    expect(people - received.length).toBeLessThanOrEqual(results.uncertain)
    expect(received.length).toBeGreaterThanOrEqual(results.sent)
  },
  TIMEOUT_MS,
)

it(
  '1. kill -9 in mid-send of a campaign that rather sends twice: nobody is missed, and both have the same Message-ID',
  async () => {
    const people = sized(300, 5_000)
    const kills = sized(2, 12)
    const random = randomFrom(SEED + 1)
    const wanted = emails('again', people)
    const id = await launchTo(wanted, { plan: { retryUncertain: true } })
    for (let kill = 1; kill <= kills; kill += 1) {
      const worker = workers.start()
      const goal = server.received.length + 1 + random.below(people / (kills + 2))
      await until(
        () => server.received.length,
        (count) => count >= Math.min(goal, people - CONNECTIONS * kills),
      )
      await workers.kill(worker)
    }
    const last = workers.start()
    await desk.finished(id, WITHIN_S)
    await workers.kill(last)
    expect(await desk.results(id)).toMatchObject({ members: people, sent: people, uncertain: 0, failed: 0 })
    expect([...new Set(recipients())].sort()).toEqual(wanted.sort())
    const idsOf = Map.groupBy(server.received, ({ to }) => to).values()
    const different = [...idsOf].filter(
      (messages) => new Set(messages.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])).size > 1,
    )
    expect(different).toEqual([])
    expect(server.received.length - people).toBeLessThanOrEqual(kills * CONNECTIONS)
  },
  TIMEOUT_MS,
)

it(
  '3. several workers on one database send to everybody once',
  async () => {
    const wanted = emails('many', sized(1_000, 1_000_000))
    for (let from = 0; from < wanted.length; from += CHUNK) {
      const chunk = wanted.slice(from, from + CHUNK).map((email) => ({ email }))
      await addContacts(desk.product, desk.product.first, chunk)
    }
    const id = await desk.draft({ include: { everyone: true } })
    expect((await desk.launch(id)).status).toBe(202)
    const { members: people } = await desk.results(id)
    expect(people).toBeGreaterThanOrEqual(wanted.length)
    // A million messages would not fit into memory; who got one does.
    const sink = await startMailServer(undefined, { keepsText: false })
    const many = workersFor(desk, sink.url)
    for (let count = sized(3, 8); count > 0; count -= 1) many.start('one of many')
    await until(
      () => desk.results(id),
      (results) => {
        expect(accountedFor(results)).toBe(people)
        return results.sent === people
      },
      WITHIN_S,
    )
    many.killAll()
    const received = sink.received.map(({ to }) => to)
    await sink.close()
    expect([received.length, new Set(received).size]).toEqual([people, people])
  },
  TIMEOUT_MS,
)

it(
  '10. the limits of campaign, project, account and domain are not exceeded by more than one message by several workers',
  async () => {
    const people = sized(60, 1_500)
    const perHour = { campaign: 90_000, project: 72_000, account: 64_800, domain: 16_200 }
    const perDomain = [{ domain: 'slow.example', perHour: perHour.domain }]
    await desk.request('PATCH', '/project', { sendingLimits: { perHour: perHour.project, perDomain } })
    await desk.request('PATCH', '/providers/migma', { sendingLimits: { perSecond: perHour.account / 3_600 } })
    server.received.length = 0
    const wanted = emails('paced', people).map((email, place) => (place % 4 === 0 ? `p${place}@slow.example` : email))
    const tag = await desk.people(wanted.map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { perHour: perHour.campaign } })
    const launchedAtMs = Date.now()
    await desk.launch(id)
    for (let count = 4; count > 0; count -= 1) workers.start('one of many')
    const arrivals: { to: string; atMs: number }[] = []
    const look = () => {
      for (const { to } of server.received.slice(arrivals.length)) arrivals.push({ to, atMs: Date.now() })
    }
    await until(
      async () => {
        look()
        return (await desk.results(id)).sent
      },
      (sent) => sent === people,
      WITHIN_S,
    )
    look()
    workers.killAll()
    await desk.request('PATCH', '/project', { sendingLimits: { perHour: null, perDomain: [] } })
    await desk.request('PATCH', '/providers/migma', { sendingLimits: { perSecond: null } })
    // Seen late at most, so that this is never stricter than the truth: the one more is the first, which waits for nobody.
    const early = (among: typeof arrivals, hourly: number) =>
      among.filter(({ atMs }, place) => atMs < launchedAtMs + ((place - 1) * 3_600_000) / hourly)
    expect(arrivals.map(({ to }) => to).sort()).toEqual(wanted.sort())
    // The account's is the slowest of those that hold for everybody.
    expect(early(arrivals, perHour.account)).toEqual([])
    const slow = arrivals.filter(({ to }) => to.endsWith('@slow.example'))
    expect([slow.length, early(slow, perHour.domain)]).toEqual([Math.ceil(people / 4), []])
  },
  TIMEOUT_MS,
)
