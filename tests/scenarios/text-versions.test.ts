import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Campaigning } from '../support/campaigning.ts'
import type { Received, WebhookReceiver } from '../support/services/webhook-receiver.ts'
import { openTextDesk, type TextDesk } from '../support/text-desk.ts'
import { textPeople } from '../support/text-people.ts'
import { until } from '../support/until.ts'

let opened: TextDesk
let desk: Campaigning
let receiver: WebhookReceiver
beforeAll(async () => {
  opened = await openTextDesk()
  desk = opened.desk
  receiver = opened.receiver
})
afterEach(async () => {
  await desk.stop()
  desk.aheadMs = 0
  receiver.aheadMs = 0
  receiver.received.length = 0
})
afterAll(() => opened.drop())

type Version = {
  version: string
  subject: string
  differs: string[]
  sent: number
  replied: number
  unsubscribed: number
}
type Versions = { state: string; sentence: string; waiting: number; leader: string | null; versions: Version[] }
type Problems = { errors?: { pointer: string; detail: string }[] }

const A = 'Hi {{ contact.firstName }}, winter is here. STOP ends'
const B = 'Winter is here, {{ contact.firstName }}! STOP ends'
const content = (changes: object) => ({
  ...{ name: 'Text', channel: 'sms', text: A, audience: { include: { everyone: true } }, variants: [{ text: B }] },
  ...changes,
})
const versionsOf = async (id: string) => (await desk.request<Versions>('GET', `/campaigns/${id}/results/versions`)).body
const receivedTo = (letter: 'A' | 'B') =>
  receiver.received
    .filter(({ data }) => data.text.startsWith(letter === 'A' ? 'Hi Ada' : 'Winter'))
    .map(({ data }) => data)

async function launch(count: number, test: object) {
  const { tag } = await textPeople(desk, count)
  const body = content({ audience: { include: { tags: [tag] } }, test })
  const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
  expect((await desk.launch(id)).status).toBe(202)
  desk.start()
  return id
}

const waits = (id: string, count: number) =>
  until(
    () => versionsOf(id),
    ({ state, waiting }) => state === 'waiting' && waiting === count,
  )

const report = async (people: Received['data'][], event: object) => {
  const events = people.map(({ contact }) => ({ contact: contact.externalId, ...event }))
  expect((await desk.request('POST', '/events', { events })).body).toMatchObject({ accepted: people.length })
}

describe('a text in two versions', () => {
  it('goes in equal parts, and tells who wrote back and who opted out by version', async () => {
    const id = await launch(12, { share: 100 })
    await desk.finished(id)
    expect([receivedTo('A').length, receivedTo('B').length]).toEqual([6, 6])
    await report(receivedTo('B').slice(0, 3), { name: 'sms.replied', campaign: id })
    await report(receivedTo('A').slice(0, 1), { name: 'sms.unsubscribed', campaign: id })
    const told = await versionsOf(id)
    expect(told).toMatchObject({ state: 'split', leader: 'B' })
    expect(told.sentence).toMatch(/A 0\.0 %, B 50\.0 % replied/)
    expect(told.versions).toMatchObject([
      { version: 'A', subject: A, differs: [], sent: 6, replied: 0, unsubscribed: 1 },
      { version: 'B', subject: B, differs: ['text'], sent: 6, replied: 3, unsubscribed: 0 },
    ])
  })

  it('goes to everyone else in the version that somebody chooses', async () => {
    const id = await launch(20, { share: 20, decide: { by: 'hand' } })
    await waits(id, 16)
    expect([receivedTo('A').length, receivedTo('B').length]).toEqual([2, 2])
    expect((await desk.request('POST', `/campaigns/${id}/winner`, { version: 'B' })).status).toBe(200)
    await desk.finished(id)
    expect([receivedTo('A').length, receivedTo('B').length]).toEqual([2, 18])
    expect(new Set(receiver.received.map(({ data }) => data.to)).size).toBe(20)
  })

  it('goes to everyone else in the version after which more people did what counts', async () => {
    const id = await launch(60, { share: 50, decide: { by: 'conversions', event: 'bought', afterMinutes: 5 } })
    await waits(id, 30)
    await report(receivedTo('A').slice(0, 4), { name: 'bought' })
    await report(receivedTo('B').slice(0, 9), { name: 'bought' })
    desk.aheadMs = 6 * 60_000
    receiver.aheadMs = desk.aheadMs
    await desk.finished(id)
    expect([receivedTo('A').length, receivedTo('B').length]).toEqual([15, 45])
    expect(await versionsOf(id)).toMatchObject({ state: 'decided', winner: { version: 'B', reason: 'best_rate' } })
  })

  it('is shown, checked and tried in each version before it leaves', async () => {
    const body = content({ test: { share: 100 }, variants: [{ text: 'Hi {{ contact.nick }}' }] })
    const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
    const shown = await desk.request('GET', `/campaigns/${id}/preview?version=B`)
    expect(shown.body).toMatchObject({ text: 'Hi', segments: { segments: 1 } })
    type Checks = { checks: { level: string; sentence: string }[] }
    const { checks } = (await desk.request<Checks>('GET', `/campaigns/${id}/checks`)).body
    expect(checks).toContainEqual(
      expect.objectContaining({ level: 'error', sentence: expect.stringMatching(/^Version B: There is no variable/) }),
    )
    const launched = await desk.launch(id)
    expect([launched.status, launched.body.detail]).toEqual([422, expect.stringContaining('Version B')])
    await desk.request('POST', `/campaigns/${id}/test`, { to: ['+15005550006'], version: 'B' })
    expect(receiver.received).toMatchObject([{ data: { text: '[Test] Hi' } }])
  })

  it.each<[string, object, string, RegExp]>([
    [
      'opens',
      { test: { share: 20, decide: { by: 'opens', afterMinutes: 5 } } },
      '/test/decide/by',
      /nobody sees of a text/,
    ],
    [
      'clicks',
      { test: { share: 20, decide: { by: 'clicks', afterMinutes: 5 } } },
      '/test/decide/by',
      /conversions, or hand/,
    ],
    ['a subject', { test: { share: 100 }, variants: [{ subject: 'B' }] }, '/variants/0/subject', /is of e-mail/],
    ['HTML', { test: { share: 100 }, variants: [{ text: B, html: '<p>' }] }, '/variants/0/html', /is of e-mail/],
    ['the same text', { test: { share: 100 }, variants: [{ text: A }] }, '/variants/0', /says the same as version A/],
  ])('is refused for %s', async (_name, changes, pointer, detail) => {
    const { status, body } = await desk.request<Problems>('POST', '/campaigns', content(changes))
    expect([status, body.errors]).toEqual([422, [{ pointer, detail: expect.stringMatching(detail) }]])
  })
})
