import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startTwilio, type TwilioService } from '../support/services/twilio-service.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/services/webhook-receiver.ts'
import { textPeople } from '../support/text-people.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { accountedFor, CONNECTIONS, type Workers, workersFor } from './workers.ts'

let desk: Campaigning
let twilio: TwilioService
let receiver: WebhookReceiver
let workers: Workers
const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
  twilio = await startTwilio()
  receiver = await startWebhookReceiver()
  receiver.secret = SECRET
  workers = workersFor(desk, 'smtp://127.0.0.1:1')
})
afterAll(async () => {
  workers.killAll()
  await desk.drop()
  await twilio.close()
  await receiver.close()
})

it.each([
  ['twilio', () => twilio.settings, () => twilio.taken.map(({ to }) => to)],
  [
    'webhook',
    () => ({ url: receiver.url, channel: 'sms', secret: SECRET }),
    () => receiver.received.map(({ data }) => data.to),
  ],
] as const)(
  '%s: kill -9 in mid-send, and nobody is missed, and nobody gets two',
  async (kind, settings, arrived) => {
    const count = sized(250, 5_000)
    const kills = sized(3, 20)
    const given = { kind, name: kind, settings: settings() }
    const { id: provider } = (await desk.request<{ id: string }>('POST', '/providers', given)).body
    const { tag, people } = await textPeople(desk, count)
    const audience = { include: { tags: [tag] } }
    const body = { name: 'Texts', channel: 'sms', text: 'Hi', audience, provider }
    const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
    expect((await desk.launch(id)).status).toBe(202)
    for (let kill = 1; kill <= kills; kill += 1) {
      const worker = workers.start()
      const goal = Math.min(arrived().length + count / (kills + 2), count - CONNECTIONS * kills)
      await until(arrived, (numbers) => numbers.length >= goal)
      await workers.kill(worker)
      expect(accountedFor(await desk.results(id))).toBe(count)
    }
    const last = workers.start()
    await desk.finished(id, TIMEOUT_MS / 1_000)
    await workers.kill(last)
    const results = await desk.results(id)
    expect(results).toMatchObject({ members: count, queued: 0, sending: 0, deferred: 0, failed: 0, skipped: 0 })
    expect(results.sent + results.uncertain).toBe(count)
    expect(results.uncertain).toBeLessThanOrEqual(kills * CONNECTIONS)
    expect(new Set(arrived()).size).toBe(arrived().length)
    // Whoever did not get it is among those of whom the ledger says that it does not know.
    const missing = people.filter(({ phone }) => !arrived().includes(phone))
    expect(missing.length).toBeLessThanOrEqual(results.uncertain)
  },
  TIMEOUT_MS,
)
