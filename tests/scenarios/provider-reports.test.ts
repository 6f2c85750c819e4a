import { createHash, randomUUID } from 'node:crypto'
import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measureHealth } from '../../packages/server/src/store/bounces.ts'
import { createReporting, type Reporting, type ReportingProvider, toldBy } from '../support/reporting.ts'
import type { Service, SignedHook, Told } from '../support/services/start-service.ts'
import { SERVICES } from '../support/services/start-services.ts'

const KINDS = SERVICES.map(([kind]) => kind)
const benches = new Map<string, { service: Service; provider: ReportingProvider }>()
let here: Reporting
beforeAll(async () => {
  here = await createReporting()
  for (const [kind, start] of SERVICES) {
    const service = await start()
    benches.set(kind, { service, provider: await here.provider(service) })
  }
})
afterAll(async () => {
  for (const { service } of benches.values()) await service.close()
  await here.desk.drop()
})

const benchOf = (kind: string) => benches.get(kind) ?? fail()
const startOf = (kind: string) => SERVICES.find(([id]) => id === kind)?.[1] ?? fail()

it.each(KINDS)('%s reports what became of each message, and it has its consequences', async (kind) => {
  const { service, provider } = benchOf(kind)
  const before = (await here.desk.product.client.statistics.get({ days: 7 })).marketing
  const { id, messages } = await here.send(service, provider, 7)
  const kinds = ['delivered', 'delayed', 'hard', 'soft', 'complained', 'unsubscribed', 'opened'] as const
  for (const [place, what] of kinds.entries()) {
    const answer = await here.post(provider.webhookUrl, toldBy(service, what, { message: messages[place] }))
    expect([what, answer.status, answer.text]).toEqual([what, 200, '{}'])
  }
  await here.settle()
  const found = await here.deliveries(id)
  const expected = [null, 'delayed', 'bounced', 'undelivered', 'complained', null, null]
  expect(messages.map(({ to }) => found.get(to[0] ?? '')?.feedback)).toEqual(expected)
  expect(messages.map(({ to }) => found.get(to[0] ?? '')?.deliveredAt !== null)).toEqual([
    true,
    ...Array(6).fill(false),
  ])
  expect([...found.values()].every(({ state }) => state === 'sent')).toBe(true)
  const [, , hard = '', soft = '', complained = '', left = ''] = messages.map(({ to }) => to[0] ?? '')
  expect(found.get(hard)?.feedbackNote).toMatch(/5\.1\.1|550/)
  expect(await Promise.all([hard, soft, complained].map((email) => here.suppressionsOf(email)))).toEqual([
    ['bounce'],
    [],
    ['complaint'],
  ])
  expect(await Promise.all([hard, soft, complained].map((email) => here.statusOf(email)))).toEqual([
    'bounced',
    'subscribed',
    'unsubscribed',
  ])
  // Amazon SES and Resend tell nothing of a single message when somebody leaves their own lists.
  expect(await here.statusOf(left)).toBe(['ses', 'resend'].includes(kind) ? 'subscribed' : 'unsubscribed')
  const results = await here.desk.results(id)
  expect(results).toMatchObject({ bounced: 1, complained: 1, sent: 7, undelivered: 1, delivered: 5 })
  // The statistics say the same of it.
  const { marketing } = await here.desk.product.client.statistics.get({ days: 7 })
  const counted = ['sent', 'delivered', 'bounced', 'undelivered', 'complained'] as const
  expect(counted.map((what) => marketing[what] - before[what])).toEqual([7, 5, 1, 1, 1])
  expect(await here.listed(id, 'heard=undelivered')).toEqual([soft])
  expect(await here.listed(id, 'delivered=true')).not.toContain(soft)
  expect(await here.listed(id, 'delivered=true')).toHaveLength(5)
  const { id: projectId } = here.desk.product.first
  const campaign = { projectId, id: parseId('campaign', id) ?? '' }
  // What the brake looks at.
  expect(await measureHealth(here.desk.product.product.database, campaign, null)).toEqual({
    delivered: 6,
    bounced: 1,
    complained: 1,
    refusals: [
      { judged: 7, refused: 1 },
      { judged: 7, refused: 1 },
    ],
  })
  expect(await here.inSegment('delivered', id)).toBe(1)
  expect(await here.inSegment('bounced', id)).toBe(1)
  expect(await here.inSegment('complained', id)).toBe(1)
  const shown = await here.desk.request<ReportingProvider>('GET', `/providers/${provider.id}`)
  expect(shown.body).toMatchObject({ lastReportAt: expect.any(String), lastRefusal: null })
})

it.each(KINDS)('%s reports in whatever order, and however often: the end is the same', async (kind) => {
  const { service, provider } = benchOf(kind)
  const { id, messages } = await here.send(service, provider, 40)
  // What may happen to one message, with what has to be seen in the end.
  const courses: [Told['what'][], string | null, boolean][] = [
    [['delivered'], null, true],
    [['delayed', 'delivered'], 'delayed', true],
    [['delayed', 'delayed', 'hard'], 'bounced', false],
    [['delivered', 'hard'], 'bounced', true],
    [['delivered', 'opened', 'complained'], 'complained', true],
    [['delayed', 'soft'], 'undelivered', false],
    [['delivered', 'delivered', 'opened'], null, true],
    [['hard', 'complained'], 'complained', false],
  ]
  const hooks = messages.flatMap((message, place) =>
    (courses[place % courses.length]?.[0] ?? []).map((what) => toldBy(service, what, { message })),
  )
  const seed = createHash('sha256').update(randomUUID()).digest()
  const twice = shuffled([...hooks, ...hooks], seed)
  for (const [place, hook] of twice.entries()) {
    expect((await here.post(provider.webhookUrl, hook)).status).toBe(200)
    if ((seed[place % seed.length] ?? 0) % 8 === 0) await here.settle()
  }
  await here.settle()
  const found = await here.deliveries(id)
  for (const [place, { to }] of messages.entries()) {
    const [, feedback, isDelivered] = courses[place % courses.length] ?? []
    const delivery = found.get(to[0] ?? '')
    expect([seed.toString('hex'), place, delivery?.feedback, delivery?.deliveredAt !== null]).toEqual([
      ...[seed.toString('hex'), place],
      ...[feedback, isDelivered],
    ])
  }
  const results = await here.desk.results(id)
  const people = (what: Told['what']) =>
    messages.filter((_, place) => courses[place % courses.length]?.[0].includes(what)).length
  expect(results).toMatchObject({ sent: 40, bounced: people('hard'), complained: people('complained') })
  const rows = await here.desk.product.product.database.query<{ name: string; count: number }>(
    `select name, count(*)::int from events e where name = 'email.delivered' and campaign_id = (
       select campaign_id from deliveries where address = $1) group by name`,
    [messages[0]?.to[0]],
  )
  expect(rows).toEqual([{ name: 'email.delivered', count: people('delivered') }])
})

it.each(KINDS)('%s reports is not believed when somebody else says it', async (kind) => {
  const { service, provider } = benchOf(kind)
  const { id, messages } = await here.send(service, provider, 1)
  const [message] = messages
  const hook = toldBy(service, 'hard', { message })
  const stranger = await startOf(kind)()
  const forged = stranger.hook({ what: 'hard', message: message ?? fail(), id: randomUUID(), at: new Date() })
  await stranger.close()
  const attempts: [string, SignedHook][] = [
    ['another key', forged],
    ['no signature', { headers: {}, payload: hook.payload.replace(/"[Ss]ignature":\s*"[^"]+"/, '"signature":""') }],
    ['no JSON', { ...hook, payload: 'hello' }],
    ['half of it', { ...hook, payload: hook.payload.slice(0, -10) }],
    ['old', toldBy(service, 'hard', { message: message, at: new Date(Date.now() - 25 * 60 * 60_000) })],
    ['of tomorrow', toldBy(service, 'hard', { message: message, at: new Date(Date.now() + 24 * 60 * 60_000) })],
  ]
  // Mailgun signs only a token; what it may be used for once is below.
  if (kind !== 'mailgun')
    attempts.push(['another message', { ...hook, payload: hook.payload.replace(message?.trace ?? '', 'dlv_other') }])
  for (const [name, attempt] of attempts) {
    const { status, body } = await here.post(provider.webhookUrl, attempt)
    expect([name, status, body]).toMatchObject([
      name,
      401,
      { code: 'report_refused', detail: expect.stringMatching(/\.$/) },
    ])
  }
  const elsewhere = await here.post(
    provider.webhookUrl.replace(/.$/, (end) => (end === 'A' ? 'Q' : 'A')),
    hook,
  )
  expect(elsewhere.status).toBe(404)
  expect((await here.post(provider.mailUrl.replace('/mail/', '/providers/'), hook)).status).toBe(404)
  await here.settle()
  expect([...(await here.deliveries(id)).values()]).toMatchObject([{ feedback: null }])
  const shown = await here.desk.request<ReportingProvider>('GET', `/providers/${provider.id}`)
  expect(shown.body.lastRefusal?.reason).toMatch(/\.$/)
})

it.each(KINDS)('%s reports of people of another project is nothing to it', async (kind) => {
  const { service, provider } = benchOf(kind)
  const { id, messages } = await here.send(service, provider, 1)
  const other = await here.provider(service, here.desk.product.second.key)
  expect((await here.post(other.webhookUrl, toldBy(service, 'hard', { message: messages[0] }))).status).toBe(200)
  await here.settle()
  expect([...(await here.deliveries(id)).values()]).toMatchObject([{ feedback: null }])
})

it.each(KINDS)('%s reports that its message is there settles what nobody knew', async (kind) => {
  const { service, provider } = benchOf(kind)
  const { id, messages } = await here.send(service, provider, 2)
  const { database } = here.desk.product.product
  const [first, second] = messages.map(({ to }) => to[0])
  await database.query("update deliveries set state = 'uncertain', reason = 'no_answer' where address = $1", [first])
  await database.query("update deliveries set state = 'queued', attempts = 0 where address = $1", [second])
  for (const message of messages) await here.post(provider.webhookUrl, toldBy(service, 'delivered', { message }))
  await here.settle()
  const found = await here.deliveries(id)
  expect(found.get(first ?? '')).toMatchObject({ state: 'sent', reason: null })
  // Nothing of it ever left, whatever anybody says.
  expect(found.get(second ?? '')).toMatchObject({ state: 'queued' })
})

it.each(KINDS)('%s reports by its own id of the message, where it gives ours not back', async (kind) => {
  const { service, provider } = benchOf(kind)
  const { id, messages } = await here.send(service, provider, 1)
  const [message] = messages
  await here.post(provider.webhookUrl, toldBy(service, 'hard', { message: message && { ...message, trace: 'none' } }))
  await here.settle()
  expect([...(await here.deliveries(id)).values()]).toMatchObject([{ feedback: 'bounced' }])
})

describe('Mailgun, whose signature does not cover what it says', () => {
  it('is believed once with each token', async () => {
    const { service, provider } = benchOf('mailgun')
    const { id, messages } = await here.send(service, provider, 1)
    const hook = service.hook({ what: 'delivered', message: messages[0] ?? fail(), id: 'first-event', at: new Date() })
    expect((await here.post(provider.webhookUrl, hook)).status).toBe(200)
    expect((await here.post(provider.webhookUrl, hook)).status).toBe(200)
    const swapped = JSON.parse(hook.payload)
    swapped['event-data'] = { ...swapped['event-data'], id: 'second-event', event: 'complained' }
    expect((await here.post(provider.webhookUrl, { headers: {}, payload: JSON.stringify(swapped) })).status).toBe(401)
    await here.settle()
    expect([...(await here.deliveries(id)).values()]).toMatchObject([
      { feedback: null, deliveredAt: expect.any(String) },
    ])
  })
})

function shuffled<Item>(items: Item[], seed: Buffer): Item[] {
  const keyed = items.map((item, place) => ({
    item,
    key: createHash('sha256').update(seed).update(String(place)).digest('hex'),
  }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item)
}

function fail(): never {
  throw new Error('There is nothing there.')
}
