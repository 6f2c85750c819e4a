import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/services/webhook-receiver.ts'

let desk: Campaigning
let receiver: WebhookReceiver
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
  receiver = await startWebhookReceiver()
})
afterEach(() => {
  receiver.received.length = 0
  receiver.answer = () => undefined
})
afterAll(async () => {
  await desk.drop()
  await receiver.close()
})

type Result = { to: string; outcome: string; response: string }
type Tested = {
  contact: string | null
  results: Result[]
  detail: string
  errors: { pointer: string; detail: string }[]
}

const ME = '+15005550006'
const test = (id: string, body: object) => desk.request<Tested>('POST', `/campaigns/${id}/test`, body)

async function draft(changes: object = {}): Promise<string> {
  const text = 'Hi {{ contact.firstName | default: "you" }}. Reply STOP to end'
  const body = { name: 'Text', channel: 'sms', text, audience: { include: { everyone: true } }, ...changes }
  return (await desk.request<{ id: string }>('POST', '/campaigns', body)).body.id
}

describe('a test of a text', () => {
  it('goes nowhere before there is a provider, and says what to set up', async () => {
    const { status, body } = await test(await draft(), { to: [ME] })
    expect([status, body.detail]).toEqual([422, expect.stringMatching(/Nothing carries sms yet: add a provider/)])
  })

  it('goes to several numbers as one person would get it, marked, and counts nothing', async () => {
    const settings = { url: receiver.url, channel: 'sms' }
    const given = { kind: 'webhook', name: 'Texts', settings }
    type Made = { made: { secret: string } }
    receiver.secret = (await desk.request<Made>('POST', '/providers', given)).body.made.secret
    await desk.request('POST', '/contacts', {
      ...{ externalId: 'ada', phone: '+15005550777', firstName: 'Ada', consent: { sms: 'opted_in' } },
    })
    const id = await draft()
    const { status, body } = await test(id, { to: [ME, '+1 (500) 555-0006', '+447700900123'], contact: 'ada' })
    expect([status, body.results]).toEqual([
      200,
      [ME, '+447700900123'].map((to) => ({ to, outcome: 'accepted', response: expect.any(String) })),
    ])
    expect(receiver.received.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        {
          message: { id: expect.stringMatching(/^test-/), campaign: id, channel: 'sms', kind: 'test' },
          to: ME,
          text: '[Test] Hi Ada. Reply STOP to end',
          contact: null,
        },
      ]),
    )
    expect(await desk.results(id)).toMatchObject({ members: 0, sent: 0 })
    const timeline = await desk.request<{ data: { kind: string }[] }>('GET', '/contacts/ada/timeline')
    expect(timeline.body.data.filter(({ kind }) => kind === 'delivery')).toEqual([])
  })

  it('says what is not saved yet, and keeps nothing of it', async () => {
    const id = await draft()
    const unsaved = { channel: 'sms', text: 'Unsaved {{ contact.firstName }}' }
    expect((await test(id, { to: [ME], contact: 'ada', unsaved })).status).toBe(200)
    expect(receiver.received.map(({ data }) => data.text)).toEqual(['[Test] Unsaved Ada'])
    expect((await desk.request('GET', `/campaigns/${id}`)).body).toMatchObject({ text: expect.stringMatching(/^Hi/) })
    const mail = await desk.draft({ include: { everyone: true } })
    expect((await test(mail, { to: [ME], unsaved })).status).toBe(200)
    expect((await test(id, { to: [ME], unsaved: { text: '{{ contact.firstName' } })).body.errors).toMatchObject([
      { pointer: '/text' },
    ])
    expect(
      (await test(id, { to: [ME], contact: 'ada', unsaved: { text: '{{ contact.lastName }}' } })).body,
    ).toMatchObject({ detail: expect.stringContaining('Nothing is left of the text') })
  })

  it.each<[string, string, RegExp]>([
    ['5005550006', 'no country', /write it as \+, country and number, such as \+15005550006/],
    ['me@example.org', 'an address of mail', /is not a number that can be reached/],
    ['+1', 'half a number', /is not a number that can be reached/],
    ['+15005550888', 'the number of somebody who said STOP', /answered STOP, or said no to SMS/],
    ['+15005550889', 'the number of somebody who was erased', /had themselves erased/],
  ])('is refused for %s: %s', async (to, _name, detail) => {
    await desk.request('POST', '/contacts', { externalId: 'no', phone: '+15005550888', consent: { sms: 'opted_out' } })
    await desk.request('POST', '/contacts', { externalId: 'gone', email: 'gone@example.org', phone: '+15005550889' })
    await desk.product.product.database.query(
      `insert into suppressions (project_id, address, reason, created_by)
       values ($1, 'gone@example.org', 'erased', 'test') on conflict do nothing`,
      [desk.product.first.id],
    )
    const { status, body } = await test(await draft(), { to: [ME, to] })
    expect([status, body.errors]).toEqual([422, [{ pointer: '/to/1', detail: expect.stringMatching(detail) }]])
    expect(receiver.received).toEqual([])
  })

  it('tells what the provider answered for each number', async () => {
    receiver.answer = ({ data }) => (data.to === ME ? { status: 422, body: '{"message":"no such number"}' } : undefined)
    const { body } = await test(await draft(), { to: [ME, '+15005550007'] })
    expect(body.results).toMatchObject([
      { to: ME, outcome: 'rejected', response: expect.stringContaining('no such number') },
      { to: '+15005550007', outcome: 'accepted' },
    ])
  })
})
