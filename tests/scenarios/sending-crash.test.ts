import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

const PEOPLE = 600
const KILLS = 4
/** Connections of one process; each may have had one message on its way. */
const CONNECTIONS = 32

let desk: Campaigning
let server: MailServer
let worker: ChildProcess | undefined
beforeAll(async () => {
  desk = await createCampaigning()
  server = await startMailServer()
})
afterAll(async () => {
  worker?.kill('SIGKILL')
  await server.close()
  await desk.drop()
})

function startWorker(): ChildProcess {
  const script = new URL('../support/sending-process.ts', import.meta.url).pathname
  const { connectionString } = desk.product.product.database
  return spawn(process.execPath, [script, connectionString, server.url], { stdio: ['ignore', 'ignore', 'inherit'] })
}

it('kill -9 in mid-send: nobody is missed, nobody gets two, and what was on its way is shown as uncertain', async () => {
  const wanted = emails('crash', PEOPLE)
  const tag = await desk.people(wanted.map((email) => ({ email })))
  const id = await desk.draft({ include: { tags: [tag] } })
  expect((await desk.launch(id)).status).toBe(202)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    worker = startWorker()
    const goal = (PEOPLE * kill) / (KILLS + 2)
    await until(
      () => server.received.length,
      (count) => count >= goal,
    )
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    const { members, queued, sending, sent, uncertain } = await desk.results(id)
    expect(queued + sending + sent + uncertain).toBe(members)
  }
  worker = startWorker()
  await desk.finished(id)
  const results = await desk.results(id)
  expect(results).toMatchObject({ members: PEOPLE, queued: 0, sending: 0, deferred: 0, failed: 0, skipped: 0 })
  expect(results.sent + results.uncertain).toBe(PEOPLE)
  expect(results.uncertain).toBeLessThanOrEqual(KILLS * CONNECTIONS)
  const received = server.received.map(({ to }) => to)
  expect(new Set(received).size).toBe(received.length)
  // Whoever did not get it is exactly among those of whom the ledger says that it does not know.
  expect(PEOPLE - received.length).toBeLessThanOrEqual(results.uncertain)
  expect(received.length).toBeGreaterThanOrEqual(results.sent)
})
