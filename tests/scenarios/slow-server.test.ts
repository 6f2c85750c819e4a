import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

/** How many connections wait for the server's first word, which comes with `greetAll`. */
let waiting: number
let greetAll: () => void
let server: MailServer
let desk: Campaigning

beforeEach(async () => {
  waiting = 0
  const gate = new Promise<void>((resolve) => {
    greetAll = resolve
  })
  const greet = () => {
    waiting += 1
    return gate
  }
  server = await startMailServer(undefined, { greet })
  desk = await createCampaigning({ smtpUrl: server.url })
})
afterEach(async () => {
  greetAll()
  await desk.drop()
  await server.close()
})

async function launchAndConnect(names: string[]): Promise<string> {
  const tag = await desk.people(names.map((name) => ({ email: `${name}@example.org` })))
  const id = await desk.draft({ include: { tags: [tag] } })
  await desk.launch(id)
  desk.start()
  await until(
    async () => waiting,
    (count) => count === names.length,
  )
  return id
}

it('sends nothing to whoever says no while a server takes its time to greet', async () => {
  const id = await launchAndConnect(['ada', 'bob', 'eve'])
  // Nothing is on its way yet.
  expect(await desk.results(id)).toMatchObject({ sending: 0 })
  await desk.request('PATCH', '/contacts/bob@example.org', { status: 'unsubscribed' })
  await desk.request('DELETE', '/contacts/eve@example.org')
  greetAll()
  await desk.finished(id)
  expect(server.received.map(({ to }) => to)).toEqual(['ada@example.org'])
  expect(await desk.results(id)).toMatchObject({ sent: 1, skipped: 2 })
})

it.each([
  ['cancel', 'cancelled'],
  ['pause', 'paused'],
])('sends nothing after %s while a server takes its time to greet', async (verb, status) => {
  const id = await launchAndConnect(['ada', 'bob'])
  await desk.request('POST', `/campaigns/${id}/${verb}`)
  greetAll()
  // Once nothing is in hand any more.
  await desk.stop()
  expect(server.asked).toEqual([])
  expect(await desk.get(id)).toMatchObject({ status })
})

it('lets go of what waits for a greeting when the process stops, as if it had never been taken', async () => {
  const id = await launchAndConnect(['ada', 'bob'])
  const stopped = desk.stop()
  greetAll()
  await stopped
  expect(server.asked).toEqual([])
  desk.start()
  await desk.finished(id)
  expect(server.received.map(({ to }) => to).sort()).toEqual(['ada@example.org', 'bob@example.org'])
})
