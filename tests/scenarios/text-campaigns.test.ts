import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/services/webhook-receiver.ts'
import { textPeople } from '../support/text-people.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
let receiver: WebhookReceiver
let provider = ''
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
  receiver = await startWebhookReceiver()
})
afterEach(async () => {
  await desk.stop()
  receiver.received.length = 0
  receiver.calls.length = 0
  receiver.answer = () => undefined
  receiver.fault = () => undefined
})
afterAll(async () => {
  await desk.drop()
  await receiver.close()
})

type Problem = { detail: string; errors?: { pointer: string; detail: string }[] }
type Finding = { check: string; level: string; sentence: string }

const AUDIENCE = { include: { everyone: true } }
const text = (changes: object = {}) => ({ name: 'Text', channel: 'sms', text: 'Hi', audience: AUDIENCE, ...changes })
const crowd = (count: number, changes: object = {}) => textPeople(desk, count, changes)

async function draft(tags: string[], changes: object = {}): Promise<string> {
  const body = text({ audience: { include: { tags } }, ...changes })
  const reply = await desk.request<{ id: string }>('POST', '/campaigns', body)
  expect([reply.status, reply.body]).toMatchObject([201, { channel: 'sms', subject: '', html: '', from: '' }])
  return reply.body.id
}
const draftTo = async (count: number, changes: object = {}) => draft([(await crowd(count)).tag], changes)

describe('before there is a provider', () => {
  it('nothing is launched, and the sentence says what to set up', async () => {
    const id = await draftTo(1)
    const { status, body } = await desk.launch(id)
    expect([status, body.detail]).toEqual([422, expect.stringMatching(/Nothing carries sms yet: add a provider/)])
    const { checks } = (await desk.request<{ checks: Finding[] }>('GET', `/campaigns/${id}/checks`)).body
    expect(checks).toContainEqual(expect.objectContaining({ check: 'transport', level: 'error' }))
  })
})

describe('a provider', () => {
  it('of the kind webhook gets a secret that is shown once, and is the default of its channel', async () => {
    const given = { kind: 'webhook', name: 'Texts', settings: { url: `${receiver.url}/take`, channel: 'sms' } }
    type Made = { id: string; channel: string; isDefault: boolean; made: { secret: string } }
    const { status, body, text: shown } = await desk.request<Made>('POST', '/providers', given)
    expect([status, body]).toMatchObject([201, { channel: 'sms', isDefault: true }])
    expect(body.made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(shown).toContain(body.made.secret)
    receiver.secret = body.made.secret
    provider = body.id
    const again = await desk.request('GET', `/providers/${body.id}`)
    expect(again.text).not.toContain(body.made.secret)
    expect((await desk.request('POST', `/providers/${body.id}/test`)).body).toMatchObject({ isWorking: true })
  })

  it.each<[string, object, string]>([
    ['a channel that there is not', { url: 'https://x.example/', channel: 'pigeon' }, '/settings/channel'],
    ['e-mail, which needs more than a text', { url: 'https://x.example/', channel: 'email' }, '/settings/channel'],
    ['no address', { channel: 'push' }, '/settings/url'],
    ['an address with a password', { url: 'https://a:b@x.example/', channel: 'push' }, '/settings/url'],
    [
      'a secret that is too short',
      { url: 'https://x.example/', channel: 'push', secret: 'whsec_YQ==' },
      '/settings/secret',
    ],
  ])('with %s is refused', async (_name, settings, pointer) => {
    const { status, body } = await desk.request<Problem>('POST', '/providers', {
      kind: 'webhook',
      name: 'No',
      settings,
    })
    expect([status, body.errors?.map((one) => one.pointer)]).toEqual([422, [pointer]])
  })

  it('keeps its channel, and leaves the default for mail alone', async () => {
    const change = { settings: { channel: 'push' } }
    expect((await desk.request('PATCH', `/providers/${provider}`, change)).status).toBe(422)
    const { data } = (await desk.request<{ data: { channel: string; isDefault: boolean }[] }>('GET', '/providers')).body
    expect(data.filter(({ isDefault }) => isDefault).map(({ channel }) => channel)).toEqual(['sms', 'email'])
  })

  it('of another channel is not taken', async () => {
    const { status, body } = await desk.request<Problem>('POST', '/campaigns', text({ channel: 'push', provider }))
    expect([status, body.errors]).toMatchObject([
      422,
      [{ pointer: '/provider', detail: /does not carry push/ }].map(matching),
    ])
    const mail = { name: 'n', subject: 's', from: 'a@b.org', html: 'x', audience: AUDIENCE, provider: 'webhook' }
    expect((await desk.request('POST', '/campaigns', mail)).status).toBe(422)
  })
})

function matching({ pointer, detail }: { pointer: string; detail: RegExp }) {
  return { pointer, detail: expect.stringMatching(detail) }
}

describe('the content', () => {
  it.each<[string, object, string[]]>([
    ['mail without what mail needs', { name: 'n', audience: AUDIENCE }, ['/html']],
    ['mail without its subject and sender', { name: 'n', html: 'x', audience: AUDIENCE }, ['/subject', '/from']],
    [
      'a text with what only mail has',
      text({ subject: 's', html: '<p>', from: 'a@b.org', utm: UTM() }),
      ['/subject', '/from', '/html', '/utm'],
    ],
  ])('is refused: %s', async (_name, body, pointers) => {
    const reply = await desk.request<Problem>('POST', '/campaigns', body)
    expect([reply.status, reply.body.errors?.map(({ pointer }) => pointer)]).toEqual([422, pointers])
  })

  it('may move to another channel while it is a draft; what only mail has is gone then', async () => {
    const id = await desk.draft(AUDIENCE, { text: 'Hello' })
    const { body } = await desk.request('PATCH', `/campaigns/${id}`, { channel: 'sms' })
    expect(body).toMatchObject({ channel: 'sms', subject: '', html: '', from: '', text: 'Hello' })
    expect((await desk.request('PATCH', `/campaigns/${id}`, { channel: 'email' })).status).toBe(422)
    const mail = { channel: 'email', subject: 's', from: 'a@b.org', html: '<p>x</p>' }
    expect((await desk.request('PATCH', `/campaigns/${id}`, mail)).body).toMatchObject(mail)
    const copy = await desk.request<{ id: string }>('POST', `/campaigns/${await draftTo(1)}/duplicate`, {})
    expect(copy.body).toMatchObject({ channel: 'sms', text: 'Hi' })
  })

  it('is shown as somebody gets it, with its segments', async () => {
    const tags = [(await crowd(1, { firstName: 'Zoë' })).tag]
    const body = { channel: 'sms', text: 'Hi {{ contact.firstName }} – reply STOP', audience: { include: { tags } } }
    const { body: shown } = await desk.product.read('POST', '/v1/campaigns/preview', body)
    const segments = { encoding: 'UCS-2', units: 19, segments: 1, perSegment: 70, odd: ['ë', '–'] }
    expect(shown).toMatchObject({ text: 'Hi Zoë – reply STOP', html: '', subject: '', segments })
  })

  it.each<[string, string, string, string, RegExp]>([
    ['the size', 'Hi. Reply STOP to end', 'segments', 'ok', /^GSM-7, 1 segment: 21 of 160\.$/],
    [
      'one odd character',
      `It’s ${'a'.repeat(80)} STOP`,
      'segments',
      'warning',
      /^“’” \(U\+2019\) makes the text UCS-2.*would take 1 instead of 2/,
    ],
    [
      'names that make it longer',
      `${'a'.repeat(150)}{{ contact.firstName | default: "you" }} STOP`,
      'segments',
      'warning',
      /For 2 people of the 2 looked at.*up to 2 segments/,
    ],
    ['no way out', 'Hi', 'unsubscribe', 'warning', /Reply STOP to end/],
    ['a way out', 'Hi. Reply STOP to end', 'unsubscribe', 'ok', /./],
    ['nothing', '', 'text', 'error', /empty/],
    ['the link out of mail', 'Bye: {{ unsubscribe_url }}', 'text', 'error', /ends e-mail/],
    ['a variable that there is not', 'Hi {{ contact.nick }} STOP', 'variables', 'error', /no variable/],
    ['a template that cannot be read', 'Hi {{ contact', 'template', 'error', /cannot be read/],
    ['far too much', 'a'.repeat(1_601), 'segments', 'error', /1600 is the most/],
  ])('is checked: %s', async (_name, written, check, level, sentence) => {
    const tags = [(await crowd(2, { firstName: 'Maximiliane' })).tag]
    const body = { channel: 'sms', text: written, audience: { include: { tags } } }
    const reply = await desk.product.read<{ checks: Finding[] }>('POST', '/v1/campaigns/checks', body)
    const told = { check, level, sentence: expect.stringMatching(sentence) }
    expect(reply.body.checks).toContainEqual(expect.objectContaining(told))
  })

  it('with an error is not launched', async () => {
    const { status, body } = await desk.launch(await draftTo(1, { text: 'Bye {{ unsubscribe_url }}' }))
    expect([status, body.detail]).toEqual([422, expect.stringContaining('ends e-mail')])
  })
})

function UTM() {
  return { source: 'a', medium: 'b', campaign: 'c' }
}

describe('sending', () => {
  it('posts one signed message for each person, and tells what became of everybody', async () => {
    const { people, tag } = await crowd(60)
    const others = await crowd(3, { consent: {} })
    const id = await draft([tag, others.tag], {
      text: 'Hi {{ contact.firstName }}. https://x.example/?a=1&b',
    })
    await desk.sendAll(id)
    expect(receiver.calls).toHaveLength(60)
    expect(receiver.received.map(({ data }) => data.to).sort()).toEqual(people.map(({ phone }) => phone).sort())
    const one = receiver.received.find(({ data }) => data.to === people[0]?.phone)
    expect(one).toMatchObject({
      id: expect.stringMatching(/^dlv_/),
      type: 'message.send',
      data: {
        message: { id: one?.id, campaign: id, channel: 'sms', kind: 'marketing' },
        text: `Hi ${people[0]?.firstName}. https://x.example/?a=1&b`,
        contact: { id: expect.stringMatching(/^con_/), externalId: people[0]?.externalId, language: null },
      },
    })
    expect(await desk.results(id)).toMatchObject({
      ...{ members: 63, sent: 60, delivered: 60, skipped: 3, failed: 0 },
      skippedReasons: [{ reason: 'no_consent', detail: 'never said yes to SMS', count: 3 }],
    })
    const conditions = [{ type: 'engagement', channel: 'sms', event: 'sent', op: 'did', campaigns: [id] }]
    const { body } = await desk.product.read('POST', '/v1/segments/preview', { filters: { conditions } })
    expect(body).toMatchObject({ count: 60 })
  })

  it('tries again under the same id what was put off, was cut off, or was too much at once', async () => {
    const { tag } = await crowd(8)
    const id = await draft([tag])
    let calls = 0
    receiver.fault = () => {
      calls += 1
      if (calls === 1) return { status: 429, headers: { 'retry-after': '1' } }
      if (calls === 2) return { status: 503 }
      if (calls === 3) return { breaks: 'reset', after: true }
      return undefined
    }
    await desk.launch(id)
    desk.start()
    await until(
      async () => {
        desk.aheadMs += 2_000
        desk.sending?.wake()
        return desk.get(id)
      },
      ({ status }) => status === 'sent',
    )
    const ids = receiver.received.map((message) => message.id)
    expect([ids.length, new Set(ids).size]).toEqual([9, 8])
    expect(await desk.results(id)).toMatchObject({ sent: 8, uncertain: 0, failed: 0 })
  })

  it('leaves out whom the receiver refuses, and goes on', async () => {
    const { people, tag } = await crowd(5)
    const id = await draft([tag])
    receiver.answer = ({ data }) =>
      data.to === people[2]?.phone ? { status: 422, body: '{"message":"no"}' } : undefined
    await desk.sendAll(id)
    expect(await desk.results(id)).toMatchObject({ sent: 4, failed: 1, failedReasons: [{ reason: 'rejected' }] })
  })

  it.each([401, 404, 410])('pauses by itself when the address says %i, and loses nobody', async (status) => {
    const id = await draftTo(3)
    receiver.answer = () => ({ status })
    await desk.launch(id)
    desk.start()
    const paused = await until(
      () => desk.get(id),
      (now) => now.status === 'paused',
    )
    expect(paused.error).toContain(String(status))
    receiver.answer = () => undefined
    await desk.request('POST', `/campaigns/${id}/resume`)
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({ sent: 3, failed: 0 })
  })

  it('goes on once it is resumed, also when a refusal from before comes late', async () => {
    const id = await draftTo(2)
    let refuseLate = () => {}
    let calls = 0
    receiver.fault = () => {
      calls += 1
      if (calls === 1) return { status: 410 }
      if (calls > 2) return undefined
      return new Promise((resolve) => {
        refuseLate = () => resolve({ status: 410 })
      })
    }
    await desk.launch(id)
    desk.start()
    await until(
      async () => [calls, (await desk.get(id)).status],
      ([count, status]) => count === 2 && status === 'paused',
    )
    await desk.request('POST', `/campaigns/${id}/resume`)
    refuseLate()
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({ sent: 2, failed: 0 })
  })

  it('sends nothing to a number without its country', async () => {
    const id = await draft([(await crowd(1, { phone: '5005550006' })).tag])
    await desk.sendAll(id)
    expect(await desk.results(id)).toMatchObject({ failed: 1, failedReasons: [{ reason: 'bad_address' }] })
    expect(receiver.calls).toHaveLength(0)
  })

  it('counts a cap on how often people are written to for each channel apart', async () => {
    const include = { tags: [(await crowd(2)).tag] }
    const plan = { frequencyCap: { messages: 1, hours: 24 } }
    const make = async (body: object) => (await desk.request<{ id: string }>('POST', '/campaigns', body)).body.id
    await desk.sendAll(await desk.draft({ include }, { plan }))
    const first = await make(text({ audience: { include }, plan }))
    await desk.sendAll(first)
    const second = await make(text({ audience: { include }, plan }))
    await desk.sendAll(second)
    expect(await desk.results(first)).toMatchObject({ sent: 2 })
    expect(await desk.results(second)).toMatchObject({ sent: 0, skippedReasons: [{ reason: 'frequency_cap' }] })
  })

  it('waits for what the account of its channel allows, while mail goes on', async () => {
    const limit = (perHour: number | null) =>
      desk.request('PATCH', `/providers/${provider}`, { sendingLimits: { perHour } })
    await limit(60)
    const include = { tags: [(await crowd(2)).tag] }
    const id = await draft(include.tags)
    await desk.launch(id)
    const mail = await desk.draft({ include })
    await desk.launch(mail)
    desk.start()
    await desk.finished(mail)
    await until(
      () => desk.results(id),
      ({ sent }) => sent === 1,
    )
    expect(receiver.calls).toHaveLength(1)
    desk.aheadMs += 61_000
    await desk.finished(id)
    expect([(await desk.results(mail)).sent, (await desk.results(id)).sent]).toEqual([2, 2])
    await limit(null)
  })

  it('goes through nothing else when the provider is taken away meanwhile', async () => {
    const given = { kind: 'webhook', name: 'Short', settings: { url: receiver.url, channel: 'telegram' } }
    const { id: short } = (await desk.request<{ id: string }>('POST', '/providers', given)).body
    const { tag } = await crowd(2, { channels: { telegram: '@ada' }, consent: { telegram: 'opted_in' } })
    const include = { tags: [tag] }
    const body = text({ channel: 'telegram', audience: { include } })
    const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
    expect((await desk.launch(id)).status).toBe(202)
    await desk.request('PATCH', `/providers/${short}`, { isDefault: false })
    desk.start()
    const paused = await until(
      () => desk.get(id),
      (now) => now.status === 'paused',
    )
    expect(paused.error).toContain('No provider carries messages of this channel')
    expect(await desk.caught()).not.toContainEqual(expect.objectContaining({ to: ['@ada'] }))
  })
})
