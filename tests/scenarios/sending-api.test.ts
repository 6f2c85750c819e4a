import { Rollcall } from '@rollcall/sdk'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { until } from '../support/until.ts'

type Answer = {
  id: string
  provider: string
  status: string
  sendId?: string
  batchId?: string
  message: string
  warnings?: string[]
}
type Progress = Record<'total' | 'queued' | 'sent' | 'failed' | 'skipped', number> & { id: string; status: string }

let desk: Campaigning
let baseUrl: string
beforeAll(async () => {
  desk = await createCampaigning()
  desk.start()
  baseUrl = await desk.product.listen()
})
afterAll(() => desk.drop())

const MESSAGE = { from: 'hello@example.org', subject: 'Hello', template: '<p>Hello</p>' }
const send = async (body: object): Promise<Answer> => {
  const reply = await desk.request<Answer>('POST', '/sending', { ...MESSAGE, ...body })
  expect([reply.status, reply.body]).toMatchObject([202, {}])
  return reply.body
}
const sendTo = (recipientEmail: string, changes: object = {}) =>
  send({ recipientType: 'email', recipientEmail, ...changes })
const progressOf = async (id: string) => (await desk.request<Progress>('GET', `/sending/batches/${id}`)).body
const finished = (id: string) =>
  until(
    () => progressOf(id),
    ({ status }) => ['completed', 'failed', 'partial'].includes(status),
  )
const caughtBy = async (address: string) => (await desk.caught()).filter(({ to }) => to.includes(address))
const mailTo = async (address: string) => {
  const [caught] = await until(
    () => caughtBy(address),
    (found) => found.length > 0,
  )
  const { text } = await desk.request('GET', `/catcher/${caught?.id}/raw`)
  return { raw: text, mail: await PostalMime.parse(text) }
}
const block = (email: string, changes: object) => desk.request('POST', '/suppressions', { email, ...changes })
const eventsOf = (email: string) =>
  desk.product.product.database.query<{ name: string; transactional: boolean }>(
    `select e.name, e.transactional from events e join contacts c on c.project_id = e.project_id and c.row_no = e.row_no
     where c.email = $1 order by e.seq`,
    [email],
  )

describe('the samples of seed 003', () => {
  const html = '<h1>Hello</h1>'

  it('run with the SDK as they stand', async () => {
    const migma = new Rollcall({ baseUrl, apiKey: desk.product.first.key })
    await migma.sending.send({
      recipientType: 'email',
      recipientEmail: 'sarah@example.com',
      from: 'hello@yourcompany.migma.email',
      fromName: 'Your Company',
      subject: 'Welcome!',
      template: html,
      projectId: 'proj_123',
    })
    // Automatically treated as transactional — no flag needed
    const answer = await migma.sending.send({
      recipientType: 'email',
      recipientEmail: 'customer@example.com',
      from: 'noreply@yourcompany.migma.email',
      fromName: 'Your Company',
      subject: 'Your order has shipped',
      template: html,
      projectId: 'proj_123',
    })
    expect(answer).toMatchObject({
      provider: 'migma',
      status: 'queued',
      warnings: [expect.stringContaining('proj_123')],
    })
    const { mail } = await mailTo('sarah@example.com')
    expect(mail).toMatchObject({
      from: { name: 'Your Company', address: 'hello@yourcompany.migma.email' },
      subject: 'Welcome!',
      html: expect.stringContaining(html),
    })
    expect((await mailTo('customer@example.com')).mail.subject).toBe('Your order has shipped')
    expect(await migma.sending.getBatchStatus(answer.id)).toMatchObject({ total: 1, transactional: true })
  })

  it('reach a tag, also whoever unsubscribed, and are warned of the law', async () => {
    const migma = new Rollcall({ baseUrl, apiKey: desk.product.first.key })
    for (const status of ['subscribed', 'unsubscribed'] as const) {
      await migma.contacts.create({ email: `${status}@renewal.example`, status, tags: ['tag_active_subscribers'] })
    }
    const answer = await migma.sending.send({
      recipientType: 'tag',
      recipientId: 'tag_active_subscribers',
      from: 'noreply@yourcompany.migma.email',
      fromName: 'Your Company',
      subject: 'Your subscription renews tomorrow',
      template: html,
      projectId: 'proj_123',
      transactional: true,
    })
    expect(answer.warnings).toEqual([expect.stringMatching(/GDPR.*ePrivacy.*CAN-SPAM/), expect.any(String)])
    expect(await finished(answer.batchId ?? '')).toMatchObject({ status: 'completed', total: 2, sent: 2, skipped: 0 })
    expect((await mailTo('unsubscribed@renewal.example')).mail.subject).toBe('Your subscription renews tomorrow')
  })

  it('run with fetch', async () => {
    const response = await fetch(`${baseUrl}/v1/sending`, {
      method: 'POST',
      headers: { authorization: `Bearer ${desk.product.first.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        recipientType: 'email',
        recipientEmail: 'fetch@example.com',
        from: 'hello@yourcompany.migma.email',
        subject: 'Welcome!',
        template: html,
      }),
    })
    expect([response.status, await response.json()]).toMatchObject([202, { provider: 'migma', status: 'queued' }])
    expect((await mailTo('fetch@example.com')).mail.subject).toBe('Welcome!')
  })
})

describe('one message', () => {
  it('carries variables, files, copies and the way back, and nothing of a newsletter', async () => {
    const answer = await sendTo('full@example.org', {
      fromName: 'Shop',
      replyTo: 'help@example.org',
      bcc: ['archive@example.org'],
      subject: 'Order {{ order.number }}',
      template:
        '<p>{{ contact.email }}: {% for item in items %}{{ item.name }};{% endfor %} {{ note | default: "–" }}</p>',
      variables: { order: { number: 7 }, items: [{ name: 'Tea <b>' }, { name: 'Cup' }] },
      attachments: [
        { filename: 'bill ä.txt', content: Buffer.from('Ten').toString('base64'), contentType: 'text/plain' },
      ],
    })
    const { raw, mail } = await mailTo('full@example.org')
    expect(mail).toMatchObject({ subject: 'Order 7', replyTo: [{ address: 'help@example.org' }] })
    expect(mail.html).toContain('<p>full@example.org: Tea &lt;b&gt;;Cup; –</p>')
    expect(mail.html).not.toMatch(/unsubscribe|Main Street|<img/i)
    expect(mail.text).not.toMatch(/unsubscribe|Main Street/i)
    expect(mail.attachments).toMatchObject([{ filename: 'bill ä.txt', mimeType: 'text/plain' }])
    expect(raw).not.toMatch(/^(List-|Precedence|Bcc)/im)
    expect(mail.messageId).toContain(answer.sendId)
    expect(await caughtBy('archive@example.org')).toHaveLength(1)
    expect(await finished(answer.sendId ?? '')).toMatchObject({ id: answer.id, status: 'completed', sent: 1 })
  })

  it('to somebody new makes them a contact without consent, who gets no marketing', async () => {
    const { id } = await sendTo('new@example.org')
    expect(await finished(id)).toMatchObject({ status: 'completed' })
    const { body } = await desk.request('GET', '/contacts/new@example.org')
    expect(body).toMatchObject({ status: 'non-subscribed', source: 'sending' })
    expect(await eventsOf('new@example.org')).toEqual([{ name: 'email.sent', transactional: true }])
    const marketing = await sendTo('new@example.org', { transactional: false })
    expect(marketing).toMatchObject({
      status: 'skipped',
      sentCount: 0,
      message: expect.stringContaining('never subscribed'),
    })
    expect(await caughtBy('new@example.org')).toHaveLength(1)
  })

  it('that comes too late is not sent, and says so', async () => {
    const late = await sendTo('late@example.org', { expiresAt: '2020-01-01T00:00:00Z' })
    expect(late).toMatchObject({ status: 'skipped', message: expect.stringContaining('expiresAt has passed') })
    const early = await sendTo('early@example.org', { expiresAt: '2100-01-01T00:00:00Z' })
    expect(await finished(early.id)).toMatchObject({ status: 'completed', sent: 1 })
    expect(await caughtBy('late@example.org')).toEqual([])
  })

  it('of marketing carries the whole way out', async () => {
    await desk.people([{ email: 'fan@example.org', status: 'subscribed' }])
    await sendTo('fan@example.org', { transactional: false })
    const { raw, mail } = await mailTo('fan@example.org')
    expect(raw).toMatch(/^List-Unsubscribe: <http/m)
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
    expect(mail.html).toMatch(/1 Main Street.*Unsubscribe/)
    await until(
      () => eventsOf('fan@example.org'),
      ([event]) => event?.transactional === false,
    )
  })

  // Who may get what, cell by cell.
  it.each<[string, object, object[], transactional: string, marketing: string]>([
    ['is subscribed', { status: 'subscribed' }, [], 'queued', 'queued'],
    ['unsubscribed', { status: 'unsubscribed' }, [], 'queued', 'skipped'],
    ['never subscribed', { status: 'non-subscribed' }, [], 'queued', 'skipped'],
    ['bounced', { status: 'bounced' }, [], 'skipped', 'skipped'],
    ['bounced before', {}, [{ reason: 'bounce' }], 'skipped', 'skipped'],
    ['bounced, marked as marketing', {}, [{ reason: 'bounce', marketingOnly: true }], 'skipped', 'skipped'],
    ['complained', {}, [{ reason: 'complaint' }], 'skipped', 'skipped'],
    ['complained of marketing', {}, [{ reason: 'complaint', marketingOnly: true }], 'queued', 'skipped'],
    ['is blocked', {}, [{ reason: 'manual' }], 'skipped', 'skipped'],
    ['is blocked for marketing', {}, [{ reason: 'manual', marketingOnly: true }], 'queued', 'skipped'],
    [
      'is blocked for marketing and complained',
      {},
      [{ reason: 'manual', marketingOnly: true }, { reason: 'complaint' }],
      'skipped',
      'skipped',
    ],
  ])('to whoever %s', async (words, contact, entries, transactional, marketing) => {
    const email = `${words.replaceAll(/\W+/g, '-')}@table.example`
    await desk.people([{ status: 'subscribed', ...contact, email }])
    for (const entry of entries) expect((await block(email, entry)).status).toBe(201)
    expect((await sendTo(email)).status).toBe(transactional)
    expect((await sendTo(email, { transactional: false })).status).toBe(marketing)
  })

  it('is looked at once more before it leaves', async () => {
    await desk.stop()
    const { id } = await sendTo('late@example.org')
    await block('late@example.org', { reason: 'manual' })
    desk.start()
    expect(await finished(id)).toMatchObject({ status: 'failed', sent: 0, skipped: 1 })
    expect(await caughtBy('late@example.org')).toEqual([])
  })

  it('stays here when it is cancelled in time', async () => {
    await desk.stop()
    const { id } = await sendTo('cancelled@example.org')
    expect((await desk.request('POST', `/campaigns/${id}/cancel`)).status).toBe(200)
    desk.start()
    expect(await finished(id)).toMatchObject({ status: 'failed', sent: 0, failed: 1 })
    expect(await caughtBy('cancelled@example.org')).toEqual([])
  })

  it('goes out once, however often it is repeated at the same time', async () => {
    const body = { ...MESSAGE, recipientType: 'email', recipientEmail: 'once@example.org' }
    const client = desk.product.clientFor(desk.product.first.key)
    const options = { idempotencyKey: 'order-7' }
    const first = await client.sending.send(body as never, options)
    const ask = () =>
      desk.product.request<Answer & { code: string }>('POST', '/v1/sending', body, {
        headers: { 'idempotency-key': 'order-8' },
      })
    const replies = await Promise.all(Array.from({ length: 50 }, ask))
    expect(new Set(replies.map(({ body }) => body.id ?? body.code)).size).toBeLessThanOrEqual(2)
    expect(await client.sending.send(body as never, options)).toEqual(first)
    const { body: again } = await ask()
    expect(replies.every(({ body }) => body.id === again.id || body.code === 'request_in_progress')).toBe(true)
    await Promise.all([first.id, again.id].map(finished))
    expect(await caughtBy('once@example.org')).toHaveLength(2)
    const other = await desk.product.request(
      'POST',
      '/v1/sending',
      { ...body, subject: 'Other' },
      {
        headers: { 'idempotency-key': 'order-8' },
      },
    )
    expect(other.status).toBe(422)
  })

  it('goes out once when the process was killed before its answer was kept', async () => {
    const forget = () => desk.product.product.database.query('delete from idempotency_keys')
    const ask = (body: object) =>
      desk.product.request<Answer>('POST', '/v1/sending', body, { headers: { 'idempotency-key': 'order-9' } })
    const tag = await desk.people([{ email: 'killed@example.org', status: 'subscribed' }])
    const single = { ...MESSAGE, recipientType: 'email', recipientEmail: 'killed@example.org' }
    for (const body of [single, { ...MESSAGE, recipientType: 'tag', recipientId: tag }]) {
      const first = await ask(body)
      expect(first.status).toBe(202)
      await finished(first.body.id)
      await forget()
      expect((await ask(body)).body).toEqual(first.body)
      await forget()
    }
    const other = await ask({ ...single, subject: 'Other' })
    await finished(other.body.id)
    expect(await caughtBy('killed@example.org')).toHaveLength(3)
  })

  it('is not among the campaigns unless one asks, and has their results', async () => {
    const { id } = await sendTo('listed@example.org')
    await finished(id)
    const { body: campaigns } = await desk.request<{ data: { id: string }[] }>('GET', '/campaigns?limit=100')
    expect(campaigns.data.map((campaign) => campaign.id)).not.toContain(id)
    const { body: singles } = await desk.request<{ data: { id: string; kind: string }[] }>(
      'GET',
      '/campaigns?kind=single&limit=100',
    )
    expect(singles.data[0]).toMatchObject({ id, kind: 'single' })
    expect(await desk.results(id)).toMatchObject({ sent: 1 })
    const { body: deliveries } = await desk.request<{ data: object[] }>('GET', `/campaigns/${id}/deliveries`)
    expect(deliveries.data).toMatchObject([{ state: 'sent' }])
  })

  it('is forgotten with the person', async () => {
    const { id } = await sendTo('gone@example.org', {
      template: '<p>Secret of Gone, {{ code }}</p>',
      variables: { code: 'very secret' },
      attachments: [{ filename: 'a.txt', content: 'VGVu' }],
    })
    await finished(id)
    const { database } = desk.product.product
    await database.query("delete from contacts where email = 'gone@example.org'")
    const rows = await Promise.all(
      ['campaigns', 'sendings', 'sending_attachments'].map((table) => database.query(`select t::text from ${table} t`)),
    )
    expect(JSON.stringify(rows)).not.toMatch(/Gone|very secret|a\.txt/)
    expect(await progressOf(id)).toMatchObject({ status: 'completed', sent: 1 })
  })
})

describe('a batch', () => {
  it.each(['audience', 'segment'])('by %s reaches those who may get it, with the way out', async (recipientType) => {
    const people = [
      ...emails(`${recipientType}-in`, 3).map((email) => ({ email, status: 'subscribed' as const })),
      { email: `${recipientType}-out@example.org`, status: 'unsubscribed' as const },
    ]
    await desk.people(people)
    const contacts = people.map(({ email }) => email)
    const segment = await desk.request<{ id: string }>('POST', '/segments', {
      name: `Of ${recipientType}`,
      kind: 'static',
      contacts,
    })
    const answer = await send({
      recipientType,
      recipientId: segment.body.id,
      template: '<p>{{ word }}</p>',
      variables: { word: 'Hi' },
    })
    expect(answer).toMatchObject({ batchId: answer.id, status: 'queued', message: expect.stringContaining('4 people') })
    expect(answer.warnings).toBeUndefined()
    expect(await finished(answer.id)).toMatchObject({ status: 'completed', total: 4, sent: 3, skipped: 1, failed: 0 })
    const { raw, mail } = await mailTo(`${recipientType}-in0@example.org`)
    expect(raw).toMatch(/^List-Unsubscribe-Post/m)
    expect(mail.html).toContain('<p>Hi</p>')
  })

  it('says what holds it up, and until when', async () => {
    const tag = await desk.people(emails('slow', 5).map((email) => ({ email, status: 'subscribed' })))
    await desk.request('PATCH', '/project', { sendingLimits: { perHour: 60 } })
    const { id } = await send({ recipientType: 'tag', recipientId: tag })
    const throttled = await until(
      () => progressOf(id),
      ({ sent }) => sent === 1,
    )
    expect(throttled).toMatchObject({
      status: 'throttled',
      throttle: { remainingCount: 4, resumeCount: 1, reason: expect.stringContaining('60 messages an hour') },
    })
    await desk.request('PATCH', '/providers/migma', { sendingLimits: { perDay: 1_000 } })
    expect(await progressOf(id)).toMatchObject({
      throttle: { reason: 'The provider "Built-in sending" sends at most 1000 messages a day.' },
    })
    await desk.request('POST', `/campaigns/${id}/pause`)
    await desk.request('PATCH', '/providers/migma', { sendingLimits: { perDay: null } })
    await desk.request('PATCH', '/project', { sendingLimits: { perHour: null } })
    expect(await progressOf(id)).toMatchObject({ status: 'throttled', throttle: { expiresAt: null, resumeCount: 0 } })
    await desk.request('POST', `/campaigns/${id}/cancel`)
    expect(await finished(id)).toMatchObject({ status: 'partial', total: 5, sent: 1, failed: 4 })
  })
})
