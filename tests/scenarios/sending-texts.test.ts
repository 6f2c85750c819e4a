import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forgetOldSendings } from '../../packages/server/src/store/single-sends.ts'
import type { Campaigning } from '../support/campaigning.ts'
import type { WebhookReceiver } from '../support/services/webhook-receiver.ts'
import { openTextDesk, type TextDesk } from '../support/text-desk.ts'
import { until } from '../support/until.ts'

let opened: TextDesk
let desk: Campaigning
let receiver: WebhookReceiver
beforeAll(async () => {
  opened = await openTextDesk()
  desk = opened.desk
  receiver = opened.receiver
  desk.start()
})
beforeEach(() => {
  receiver.received.length = 0
})
afterAll(() => opened.drop())

type Answer = { id: string; sendId: string; provider: string; status: string; message: string; warnings?: string[] }
type Refused = { detail: string; errors: { pointer: string; detail: string }[] }

let numbers = 0
const newNumber = () => {
  numbers += 1
  return `+1500556${String(numbers).padStart(4, '0')}`
}
const send = (body: object, headers: Record<string, string> = {}) =>
  desk.product.request<Answer & Refused>('POST', '/v1/sending/texts', body, { headers })
const person = async (contact: object) => {
  const phone = newNumber()
  await desk.request('POST', '/contacts', { externalId: phone, phone, ...contact })
  return phone
}
const stateOf = async (id: string) =>
  (await desk.request<{ status: string; sent: number }>('GET', `/sending/batches/${id}`)).body
const sent = (id: string) =>
  until(
    () => stateOf(id),
    ({ status }) => status === 'completed',
  )

describe('a text to one person', () => {
  it('reaches a number that is nobody yet, who becomes a contact without consent', async () => {
    const to = newNumber()
    const body = {
      to,
      text: 'Your code is {{ code }}, {{ contact.firstName | default: "you" }}',
      variables: { code: 7 },
    }
    const reply = await send(body)
    expect([reply.status, reply.body]).toMatchObject([
      202,
      { status: 'queued', provider: 'webhook', message: `Queued for ${to}.`, id: expect.stringMatching(/^cmp_/) },
    ])
    await sent(reply.body.id)
    expect(receiver.received.map(({ data }) => data)).toMatchObject([
      { to, text: 'Your code is 7, you', message: { id: reply.body.sendId, kind: 'transactional', channel: 'sms' } },
    ])
    const found = await desk.request<{ data: object[] }>('POST', '/contacts/search', {
      filters: { conditions: [{ type: 'field', field: 'phone', op: 'is', values: [to] }] },
    })
    expect(found.body.data).toMatchObject([{ phone: to, source: 'sending', consent: {} }])
    expect((await desk.request('GET', `/deliveries/${reply.body.sendId}`)).body).toMatchObject({
      ...{ email: to, state: 'sent', campaign: { kind: 'single', channel: 'sms', transactional: true } },
    })
    expect((await desk.request('GET', `/campaigns/${reply.body.id}`)).body).toMatchObject({
      ...{ channel: 'sms', tracking: { opens: false, clicks: false }, subject: '', html: '' },
    })
  })

  it('reaches a contact by its id, e-mail or externalId, at the number that it has', async () => {
    const phone = await person({ firstName: 'Ada', email: 'ada@texts.example' })
    const reply = await send({ contact: 'ada@texts.example', text: 'Hi {{ contact.firstName }}' })
    await sent(reply.body.id)
    expect(receiver.received.map(({ data }) => [data.to, data.text])).toEqual([[phone, 'Hi Ada']])
  })

  it.each<[string, object, boolean, string]>([
    ['said nothing', {}, true, 'queued'],
    ['said nothing', {}, false, 'never said yes to SMS'],
    ['said yes', { consent: { sms: 'opted_in' } }, false, 'queued'],
    ['said no', { consent: { sms: 'opted_out' } }, true, 'answered STOP, or said no to SMS'],
    ['said no', { consent: { sms: 'opted_out' } }, false, 'answered STOP, or said no to SMS'],
    ['has no number', { phone: null }, true, 'they have no number'],
  ])('who %s (%j), transactional: %s: %s', async (_name, contact, transactional, expected) => {
    const externalId = await person(contact)
    const { status, body } = await send({ contact: externalId, text: 'Hi. Reply STOP to end', transactional })
    const told = expected === 'queued' ? { status: 'queued' } : { status: 'skipped', sentCount: 0 }
    expect([status, body]).toMatchObject([202, told])
    expect(body.message).toContain(expected === 'queued' ? 'Queued for' : expected)
    if (expected === 'queued') await sent(body.id)
    expect(receiver.received).toHaveLength(expected === 'queued' ? 1 : 0)
  })

  it('goes to no number that anybody with it said no for, and none that a merged entry had', async () => {
    const phone = await person({ consent: { sms: 'opted_in' } })
    await desk.request('POST', '/contacts', { externalId: 'same', phone, consent: { sms: 'opted_out' } })
    expect((await send({ to: phone, text: 'Hi' })).body.status).toBe('skipped')
    const [kept, gone] = [await person({ consent: { sms: 'opted_out' } }), await person({})]
    await desk.request('POST', `/contacts/${kept}/merge`, { from: gone })
    expect((await send({ to: gone, text: 'Hi' })).body).toMatchObject({ status: 'skipped' })
    expect(receiver.received).toEqual([])
  })

  it('is sent once, however often the same request comes', async () => {
    const body = { to: newNumber(), text: 'Once' }
    const headers = { 'idempotency-key': `once ${body.to}` }
    const first = await send(body, headers)
    const second = await send(body, headers)
    expect(second.body).toEqual(first.body)
    await desk.product.product.database.query('delete from idempotency_keys')
    const third = await send(body, headers)
    expect(third.body).toEqual(first.body)
    await sent(first.body.id)
    expect(receiver.received).toHaveLength(1)
  })

  it('is marketing only when it says so, and is warned about a way out that is missing', async () => {
    const contact = await person({ consent: { sms: 'opted_in' } })
    const { body } = await send({ contact, text: 'Winter is here', transactional: false })
    expect(body.warnings).toEqual([expect.stringContaining('Reply STOP to end')])
    await sent(body.id)
    expect(receiver.received).toMatchObject([{ data: { message: { kind: 'marketing' } } }])
  })

  it('is not sent after it has expired', async () => {
    const { body } = await send({ to: newNumber(), text: 'Late', expiresAt: '2020-01-01T00:00:00Z' })
    expect(body).toMatchObject({ status: 'skipped', message: expect.stringContaining('expiresAt has passed') })
  })

  it.each<[string, object, string, RegExp]>([
    ['nobody', { text: 'Hi' }, '/to', /or contact: one of them alone/],
    ['two', { to: '+15005550006', contact: 'a', text: 'Hi' }, '/to', /one of them alone/],
    ['no country', { to: '5005550006', text: 'Hi' }, '/to', /write it as \+, country and number/],
    ['a stranger', { contact: 'stranger', text: 'Hi' }, '/contact', /there is nobody "stranger"/],
    ['a variable that nobody gives', { to: '+15005550006', text: 'Hi {{ code }}' }, '/text', /give it in variables/],
    ['a text that cannot be read', { to: '+15005550006', text: 'Hi {{ code' }, '/text', /./],
    ['the link out of mail', { to: '+15005550006', text: '{{ unsubscribe_url }}' }, '/text', /ends e-mail/],
    ['too much', { to: '+15005550006', text: 'a'.repeat(1_601) }, '/text', /1601 characters; 1600 is the most/],
    ['a name that is taken', { to: '+15005550006', text: 'Hi', variables: { contact: 1 } }, '/variables/contact', /./],
    ['a provider of mail', { to: '+15005550006', text: 'Hi', providerType: 'migma' }, '/providerType', /of sms/],
  ])('is refused for %s', async (_name, body, pointer, detail) => {
    const reply = await send(body)
    expect([reply.status, reply.body.errors]).toMatchObject([422, [{ pointer, detail: expect.stringMatching(detail) }]])
  })

  it('is refused on a channel that nothing carries', async () => {
    const { status, body } = await send({ channel: 'telegram', to: '@ada', text: 'Hi' })
    expect([status, body.detail]).toEqual([422, expect.stringContaining('Nothing carries telegram yet')])
  })

  it('is forgotten after a month, with what it said', async () => {
    const { body } = await send({ to: newNumber(), text: 'A secret: {{ code }}', variables: { code: 'xyzzy' } })
    await sent(body.id)
    const { database, now } = desk.product.product
    await forgetOldSendings(database, new Date(now().getTime() + 31 * 86_400_000))
    expect((await desk.request('GET', `/campaigns/${body.id}`)).body).toMatchObject({ name: 'Single send', text: null })
    expect(await database.query(`select from sendings where variables::text like '%xyzzy%'`)).toEqual([])
  })
})
