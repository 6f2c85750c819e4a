import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { accountedFor, CONNECTIONS, type Workers, workersFor } from './workers.ts'

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

async function launchTo(wanted: string[]): Promise<string> {
  server.received.length = 0
  const tag = await desk.people(wanted.map((email) => ({ email })))
  const id = await desk.draft({ include: { tags: [tag] } })
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
  '3. several workers on one database send to everybody once',
  async () => {
    const people = sized(1_000, 100_000)
    const wanted = emails('many', people)
    const id = await launchTo(wanted)
    for (let count = sized(3, 8); count > 0; count -= 1) workers.start('one of many')
    await until(
      () => desk.results(id),
      (results) => {
        expect(accountedFor(results)).toBe(people)
        return results.sent === people
      },
      WITHIN_S,
    )
    expect(recipients().sort()).toEqual(wanted.sort())
    workers.killAll()
  },
  TIMEOUT_MS,
)

it(
  '10. a rate is not exceeded by more than one message by several workers',
  async () => {
    const people = sized(40, 1_000)
    const perHour = 72_000
    server.received.length = 0
    const arrivals: number[] = []
    const tag = await desk.people(emails('paced', people).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { perHour } })
    const launchedAtMs = Date.now()
    await desk.launch(id)
    for (let count = 4; count > 0; count -= 1) workers.start('one of many')
    await until(
      async () => {
        while (arrivals.length < server.received.length) arrivals.push(Date.now())
        return (await desk.results(id)).sent
      },
      (sent) => sent === people,
      WITHIN_S,
    )
    // Seen late at most, so that this is never stricter than the truth: the one more is the first, which waits for nobody.
    const early = arrivals.filter((atMs, place) => atMs < launchedAtMs + ((place - 1) * 3_600_000) / perHour)
    expect([arrivals.length, early]).toEqual([people, []])
    workers.killAll()
  },
  TIMEOUT_MS,
)
