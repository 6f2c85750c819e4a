import { createHash, randomUUID } from 'node:crypto'
import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleNextReports } from '../../packages/server/src/jobs/reports/settle-reports.ts'
import { measureHealth } from '../../packages/server/src/store/bounces.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type SesService, startSes, TOPIC } from '../support/services/ses-service.ts'
import type { Service, SignedHook, Taken, Told } from '../support/services/start-service.ts'
import { SERVICES } from '../support/services/start-services.ts'
import { until } from '../support/until.ts'

type Delivery = {
  email: string
  state: string
  feedback: string | null
  feedbackNote: string | null
  deliveredAt: string | null
}
type Provider = {
  id: string
  webhookUrl: string
  mailUrl: string
  lastReportAt: string | null
  lastRefusal: { reason: string } | null
}

let desk: Campaigning
let serial = 0
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
})
afterAll(() => desk.drop())

const post = (url: string, { headers, payload }: SignedHook) =>
  desk.product.inject({
    method: 'POST',
    url: new URL(url).pathname,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  })
const settle = async () => {
  while (await settleNextReports(desk.product.product));
}
const sent = async (service: Service, provider: { id: string }, count: number) => {
  serial += 1
  service.taken.length = 0
  const tag = await desk.people(emails(`reported${serial}x`, count).map((email) => ({ email })))
  const id = await desk.draft({ include: { tags: [tag] } }, { provider: provider.id })
  await desk.sendAll(id)
  await desk.stop()
  return { id, messages: [...service.taken] }
}
const deliveries = async (id: string): Promise<Map<string, Delivery>> => {
  const { body } = await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries?limit=100`)
  return new Map(body.data.map((delivery) => [delivery.email, delivery]))
}
/** How many people a segment has that asks for an event of a campaign. */
const inSegment = async (event: string, campaign: string): Promise<number> => {
  const condition = { type: 'engagement', channel: 'email', event, op: 'did', campaigns: [campaign] }
  const filters = { match: 'all', conditions: [condition] }
  const { body } = await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters })
  return body.count
}
const statusOf = async (email: string) =>
  (await desk.request<{ status: string }>('GET', `/contacts/${email}`)).body.status
const suppressionsOf = async (email: string) => {
  const { body } = await desk.request<{ data: { reason: string }[] }>('GET', `/suppressions?email=${email}`)
  return body.data.map(({ reason }) => reason).sort()
}
describe.each(SERVICES)('%s reports', (kind, start) => {
  let service: Service
  let provider: Provider
  beforeAll(async () => {
    service = await start()
    const given = { kind, name: kind, settings: service.settings }
    provider = (await desk.request<Provider>('POST', '/providers', given)).body
  })
  afterAll(() => service.close())
  const told = (what: Told['what'], message: Taken | undefined, more: Partial<Told> = {}): SignedHook => {
    if (!message) throw new Error('Nothing was sent.')
    return service.hook({ what, message, id: randomUUID(), at: new Date(), ...more })
  }

  it('what became of each message, and it has its consequences', async () => {
    const { id, messages } = await sent(service, provider, 7)
    const kinds = ['delivered', 'delayed', 'hard', 'soft', 'complained', 'unsubscribed', 'opened'] as const
    for (const [place, what] of kinds.entries()) {
      const answer = await post(provider.webhookUrl, told(what, messages[place]))
      expect([what, answer.status, answer.text]).toEqual([what, 200, '{}'])
    }
    await settle()
    const found = await deliveries(id)
    const expected = [null, 'delayed', 'bounced', 'undelivered', 'complained', null, null]
    expect(messages.map(({ to }) => found.get(to[0] ?? '')?.feedback)).toEqual(expected)
    expect(messages.map(({ to }) => found.get(to[0] ?? '')?.deliveredAt !== null)).toEqual([
      true,
      ...Array(6).fill(false),
    ])
    expect([...found.values()].every(({ state }) => state === 'sent')).toBe(true)
    const [, , hard = '', soft = '', complained = '', left = ''] = messages.map(({ to }) => to[0] ?? '')
    expect(found.get(hard)?.feedbackNote).toMatch(/5\.1\.1|550/)
    expect(await Promise.all([hard, soft, complained].map(suppressionsOf))).toEqual([['bounce'], [], ['complaint']])
    expect(await Promise.all([hard, soft, complained].map(statusOf))).toEqual(['bounced', 'subscribed', 'subscribed'])
    // Amazon SES and Resend tell nothing of a single message when somebody leaves their own lists.
    expect(await statusOf(left)).toBe(['ses', 'resend'].includes(kind) ? 'subscribed' : 'unsubscribed')
    const results = await desk.results(id)
    expect(results).toMatchObject({ bounced: 1, complained: 1, sent: 7 })
    const { id: projectId } = desk.product.first
    const campaign = { projectId, id: parseId('campaign', id) ?? '' }
    // What the brake looks at.
    expect(await measureHealth(desk.product.product.database, campaign)).toEqual({
      delivered: 6,
      bounced: 1,
      complained: 1,
    })
    expect(await inSegment('delivered', id)).toBe(1)
    expect(await inSegment('bounced', id)).toBe(1)
    expect(await inSegment('complained', id)).toBe(1)
    const shown = await desk.request<Provider>('GET', `/providers/${provider.id}`)
    expect(shown.body).toMatchObject({ lastReportAt: expect.any(String), lastRefusal: null })
  })

  it('in whatever order, and however often: the end is the same', async () => {
    const { id, messages } = await sent(service, provider, 40)
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
      (courses[place % courses.length]?.[0] ?? []).map((what) => told(what, message)),
    )
    const seed = createHash('sha256').update(randomUUID()).digest()
    const twice = shuffled([...hooks, ...hooks], seed)
    for (const [place, hook] of twice.entries()) {
      expect((await post(provider.webhookUrl, hook)).status).toBe(200)
      if ((seed[place % seed.length] ?? 0) % 8 === 0) await settle()
    }
    await settle()
    const found = await deliveries(id)
    for (const [place, { to }] of messages.entries()) {
      const [, feedback, isDelivered] = courses[place % courses.length] ?? []
      const delivery = found.get(to[0] ?? '')
      expect([seed.toString('hex'), place, delivery?.feedback, delivery?.deliveredAt !== null]).toEqual([
        ...[seed.toString('hex'), place],
        ...[feedback, isDelivered],
      ])
    }
    const results = await desk.results(id)
    const people = (what: Told['what']) =>
      messages.filter((_, place) => courses[place % courses.length]?.[0].includes(what)).length
    expect(results).toMatchObject({ sent: 40, bounced: people('hard'), complained: people('complained') })
    const rows = await desk.product.product.database.query<{ name: string; count: number }>(
      `select name, count(*)::int from events e where name = 'email.delivered' and campaign_id = (
         select campaign_id from deliveries where address = $1) group by name`,
      [messages[0]?.to[0]],
    )
    expect(rows).toEqual([{ name: 'email.delivered', count: people('delivered') }])
  })

  it('is not believed when somebody else says it', async () => {
    const { id, messages } = await sent(service, provider, 1)
    const [message] = messages
    const hook = told('hard', message)
    const stranger = await start()
    const forged = stranger.hook({ what: 'hard', message: message ?? fail(), id: randomUUID(), at: new Date() })
    await stranger.close()
    const attempts: [string, SignedHook][] = [
      ['another key', forged],
      ['no signature', { headers: {}, payload: hook.payload.replace(/"[Ss]ignature":\s*"[^"]+"/, '"signature":""') }],
      ['no JSON', { ...hook, payload: 'hello' }],
      ['half of it', { ...hook, payload: hook.payload.slice(0, -10) }],
      ['old', told('hard', message, { at: new Date(Date.now() - 25 * 60 * 60_000) })],
      ['of tomorrow', told('hard', message, { at: new Date(Date.now() + 24 * 60 * 60_000) })],
    ]
    // Mailgun signs only a token; what it may be used for once is below.
    if (kind !== 'mailgun')
      attempts.push(['another message', { ...hook, payload: hook.payload.replace(message?.trace ?? '', 'dlv_other') }])
    for (const [name, attempt] of attempts) {
      const { status, body } = await post(provider.webhookUrl, attempt)
      expect([name, status, body]).toMatchObject([
        name,
        401,
        { code: 'report_refused', detail: expect.stringMatching(/\.$/) },
      ])
    }
    const elsewhere = await post(
      provider.webhookUrl.replace(/.$/, (end) => (end === 'A' ? 'Q' : 'A')),
      hook,
    )
    expect(elsewhere.status).toBe(404)
    expect((await post(provider.mailUrl.replace('/mail/', '/providers/'), hook)).status).toBe(404)
    await settle()
    expect([...(await deliveries(id)).values()]).toMatchObject([{ feedback: null }])
    const shown = await desk.request<Provider>('GET', `/providers/${provider.id}`)
    expect(shown.body.lastRefusal?.reason).toMatch(/\.$/)
  })

  it('of people of another project is nothing to it', async () => {
    const { id, messages } = await sent(service, provider, 1)
    const other = await desk.product.request<Provider>(
      'POST',
      '/v1/providers',
      { kind, name: `${kind} ${randomUUID()}`, settings: service.settings },
      { key: desk.product.second.key },
    )
    expect((await post(other.body.webhookUrl, told('hard', messages[0]))).status).toBe(200)
    await settle()
    expect([...(await deliveries(id)).values()]).toMatchObject([{ feedback: null }])
  })

  it('that its message is there settles what nobody knew', async () => {
    const { id, messages } = await sent(service, provider, 2)
    const { database } = desk.product.product
    const [first, second] = messages.map(({ to }) => to[0])
    await database.query("update deliveries set state = 'uncertain', reason = 'no_answer' where address = $1", [first])
    await database.query("update deliveries set state = 'queued', attempts = 0 where address = $1", [second])
    for (const message of messages) await post(provider.webhookUrl, told('delivered', message))
    await settle()
    const found = await deliveries(id)
    expect(found.get(first ?? '')).toMatchObject({ state: 'sent', reason: null })
    // Nothing of it ever left, whatever anybody says.
    expect(found.get(second ?? '')).toMatchObject({ state: 'queued' })
  })

  it('by its own id of the message, where it gives ours not back', async () => {
    const { id, messages } = await sent(service, provider, 1)
    const [message] = messages
    await post(provider.webhookUrl, told('hard', message && { ...message, trace: 'none' }))
    await settle()
    expect([...(await deliveries(id)).values()]).toMatchObject([{ feedback: 'bounced' }])
  })
})

describe('Mailgun, whose signature does not cover what it says', () => {
  it('is believed once with each token', async () => {
    const [, start] = SERVICES.find(([kind]) => kind === 'mailgun') ?? []
    const service = (await start?.()) ?? fail()
    const given = { kind: 'mailgun', name: 'tokens', settings: service.settings }
    const { body: provider } = await desk.request<Provider>('POST', '/providers', given)
    const { id, messages } = await sent(service, provider, 1)
    const hook = service.hook({ what: 'delivered', message: messages[0] ?? fail(), id: 'first-event', at: new Date() })
    expect((await post(provider.webhookUrl, hook)).status).toBe(200)
    expect((await post(provider.webhookUrl, hook)).status).toBe(200)
    const swapped = JSON.parse(hook.payload)
    swapped['event-data'] = { ...swapped['event-data'], id: 'second-event', event: 'complained' }
    expect((await post(provider.webhookUrl, { headers: {}, payload: JSON.stringify(swapped) })).status).toBe(401)
    await settle()
    expect([...(await deliveries(id)).values()]).toMatchObject([{ feedback: null, deliveredAt: expect.any(String) }])
    await service.close()
  })
})

describe('Amazon SNS', () => {
  let service: SesService
  let provider: Provider
  beforeAll(async () => {
    service = await startSes()
    const given = { kind: 'ses', name: 'sns', settings: service.settings }
    provider = (await desk.request<Provider>('POST', '/providers', given)).body
  })
  afterAll(() => service.close())
  const subscription = (more: Record<string, string> = {}) =>
    service.notify({
      ...{ Type: 'SubscriptionConfirmation', Token: 'token', Message: 'You have chosen to subscribe' },
      ...{ Timestamp: new Date().toISOString(), SubscribeURL: `${service.url}/confirm/${randomUUID()}`, ...more },
    })

  it('has its subscription confirmed', async () => {
    expect((await post(provider.webhookUrl, subscription())).status).toBe(200)
    expect(service.confirmed).toHaveLength(1)
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['another topic', { TopicArn: `${TOPIC}s` }, /another topic/],
    [
      'an address that is not its own',
      { SubscribeURL: 'https://sns.eu-central-1.amazonaws.com.evil.example/x' },
      /not Amazon SNS/,
    ],
    [
      'a certificate of somebody else',
      { SigningCertURL: 'https://evil.example/sns.amazonaws.com.pem' },
      /not Amazon SNS/,
    ],
    [
      'a certificate over plain http',
      { SigningCertURL: 'http://sns.eu-central-1.amazonaws.com/c.pem' },
      /not Amazon SNS/,
    ],
    [
      'a certificate at a port',
      { SigningCertURL: 'https://sns.eu-central-1.amazonaws.com:8443/c.pem' },
      /not Amazon SNS/,
    ],
    ['a signature of version 3', { SignatureVersion: '3' }, /version/],
    ['a type that there is not', { Type: 'Invitation' }, /no message of Amazon SNS/],
  ])('is not followed to %s', async (_name, fields, reason) => {
    const before = service.confirmed.length
    const { status, body } = await post(provider.webhookUrl, subscription(fields))
    expect([status, body]).toMatchObject([401, { detail: expect.stringMatching(reason) }])
    expect(service.confirmed).toHaveLength(before)
  })

  it('is not believed as long as nobody said which topic', async () => {
    await desk.request('PATCH', `/providers/${provider.id}`, { settings: { topicArn: '' } })
    const { status, body } = await post(provider.webhookUrl, subscription())
    expect([status, body]).toMatchObject([401, { detail: expect.stringContaining('ARN') }])
    await desk.request('PATCH', `/providers/${provider.id}`, { settings: { topicArn: TOPIC } })
  })
})

describe('mail that comes back', () => {
  let provider: Provider
  let messageIds: [string, string][]
  let campaign: string
  beforeAll(async () => {
    provider = (await desk.request<Provider>('GET', '/providers/migma')).body
    const wanted = emails('returned', 8)
    const tag = await desk.people(wanted.map((email) => ({ email })))
    campaign = await desk.draft({ include: { tags: [tag] } })
    await desk.sendAll(campaign)
    await desk.stop()
    const { body } = await desk.request<{ data: { email: string; messageId: string }[] }>(
      'GET',
      `/campaigns/${campaign}/deliveries?limit=100`,
    )
    messageIds = body.data.map(({ email, messageId }) => [email, messageId])
  })
  const deliver = async (raw: string) => {
    const { status } = await desk.product.inject({
      method: 'POST',
      url: new URL(provider.mailUrl).pathname,
      headers: { 'content-type': 'message/rfc822' },
      payload: raw.replace(/\r?\n/g, '\r\n'),
    })
    return status
  }
  const feedbackOf = async (place: number) => (await deliveries(campaign)).get(messageIds[place]?.[0] ?? '')?.feedback

  const bounce = (
    place: number,
    fields: string,
    original = 'text/rfc822-headers',
  ) => `From: MAILER-DAEMON@mx.example.net
To: news@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <${randomUUID()}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; ${messageIds[place]?.[0]}
${fields}

--B
Content-Type: ${original}

From: News <news@example.org>
To: ${messageIds[place]?.[0]}
Message-ID:
 ${messageIds[place]?.[1]}
Subject: Hi

--B--
`

  it.each<[number, string, string | null]>([
    [0, 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <x>:\n Recipient address rejected', 'bounced'],
    [1, 'Action: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 421 4.4.7 too long in queue', 'undelivered'],
    [2, 'Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 blocked by policy', 'undelivered'],
    [3, 'Action: delayed\nStatus: 4.4.1', 'delayed'],
    [4, 'Action: relayed\nStatus: 2.0.0', null],
  ])('%i: a delivery status of %j means %s', async (place, fields, feedback) => {
    expect(await deliver(bounce(place, fields, place === 0 ? 'message/rfc822' : undefined))).toBe(202)
    await settle()
    expect(await feedbackOf(place)).toBe(feedback)
  })

  it('as a complaint counts once, however often it comes', async () => {
    const [email = '', messageId] = messageIds[5] ?? []
    const raw = `From: <abuse@mailbox.example>
To: <fbl@example.org>
Subject: FW: Hi
Message-ID: <one-complaint@mailbox.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: message/rfc822

From: News <news@example.org>
Message-ID: ${messageId}
Subject: Hi

Message-ID: ${messageIds[6]?.[1]}
--B--
`
    for (const times of [1, 2]) expect([times, await deliver(raw)]).toEqual([times, 202])
    await settle()
    expect([await feedbackOf(5), await feedbackOf(6)]).toEqual(['complained', null])
    expect(await suppressionsOf(email)).toEqual(['complaint'])
    expect(await desk.results(campaign)).toMatchObject({ complained: 1 })
  })

  it('means nothing when a person answers, or nobody wrote it', async () => {
    const answer = `From: ada@example.net\nIn-Reply-To: ${messageIds[7]?.[1]}\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away.\n`
    expect(await deliver(answer)).toBe(202)
    for (const raw of ['\u0000\u0001', 'Content-Type: multipart/report; boundary=x\n\n--x', 'x'.repeat(100_000)])
      expect(await deliver(raw)).toBe(202)
    await settle()
    expect(await feedbackOf(7)).toBe(null)
  })

  it('is forgotten once it is settled', async () => {
    const rows = await until(
      () =>
        desk.product.product.database.query<{ body: Buffer | null; outcome: string }>(
          "select body, outcome from provider_reports where source = 'mail' and settled_at is not null",
        ),
      ({ length }) => length > 5,
    )
    expect(rows.every(({ body }) => body === null)).toBe(true)
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
