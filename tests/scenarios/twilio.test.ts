import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { settleNextReports } from '../../packages/server/src/jobs/reports/settle-reports.ts'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startTwilio, type TakenText, type TwilioService } from '../support/services/twilio-service.ts'
import { type TextPerson, textPeople } from '../support/text-people.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
let twilio: TwilioService
let hook = ''
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true, publicUrl: 'https://mail.example.org' })
  twilio = await startTwilio()
  const given = { kind: 'twilio', name: 'Twilio', settings: twilio.settings }
  const { status, body } = await desk.request<{ webhookUrl: string }>('POST', '/providers', given)
  expect([status, body]).toMatchObject([201, { channel: 'sms', isDefault: true }])
  hook = body.webhookUrl
})
afterEach(async () => {
  await desk.stop()
  twilio.fault = () => undefined
  twilio.refusals.clear()
  twilio.taken.length = 0
  twilio.calls.length = 0
})
afterAll(async () => {
  await desk.drop()
  await twilio.close()
})

type Delivery = {
  email: string
  state: string
  reason: string | null
  feedback: string | null
  deliveredAt: string | null
}

async function launchTo(count: number, changes: object = {}): Promise<{ id: string; people: TextPerson[] }> {
  const { tag, people } = await textPeople(desk, count)
  return { id: await launchAgain(tag, changes), people }
}

async function launchAgain(tag: string, changes: object = {}): Promise<string> {
  const body = {
    name: 'SMS',
    channel: 'sms',
    text: 'Hi. Reply STOP',
    audience: { include: { tags: [tag] } },
    ...changes,
  }
  const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
  expect((await desk.launch(id)).status).toBe(202)
  return id
}

async function sendTo(count: number, changes: object = {}) {
  const launched = await launchTo(count, changes)
  desk.start()
  await desk.finished(launched.id)
  await desk.stop()
  return { ...launched, taken: [...twilio.taken] }
}

async function finishedInTime(id: string) {
  desk.start()
  await until(
    async () => {
      desk.aheadMs += 10_000
      desk.sending?.wake()
      return desk.get(id)
    },
    ({ status }) => status === 'sent',
  )
  await desk.stop()
}

const deliveries = async (id: string) =>
  (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries?limit=100`)).body.data

/** A call of Twilio's, signed unless `token` is another one; `url` as we gave it to Twilio. */
async function call(fields: Record<string, string>, { url = hook, token }: { url?: string; token?: string } = {}) {
  const { headers, payload } = twilio.sign({ url, fields }, token)
  const { pathname, search } = new URL(url)
  return desk.product.inject({ method: 'POST', url: pathname + search, headers, payload })
}

async function settle() {
  while (await settleNextReports(desk.product.product));
}

const status = (text: TakenText | undefined, what: string, more: object = {}) => ({
  ...{
    AccountSid: 'AC',
    MessageSid: text?.sid ?? '',
    SmsSid: text?.sid ?? '',
    MessageStatus: what,
    To: text?.to ?? '',
  },
  ...more,
})
let inbound = 0
function written(from: string | undefined, body: string, more: object = {}) {
  inbound += 1
  const sid = `SM${String(inbound).padStart(32, '0')}`
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    From: from ?? '',
    To: '+15005550006',
    Body: body,
    ...more,
  }
}
const consentOf = async ({ externalId }: TextPerson) =>
  (await desk.request<{ consent: object }>('GET', `/contacts/${externalId}`)).body.consent

async function countOf(event: string, campaign?: string): Promise<number> {
  const about = campaign ? { campaigns: [campaign] } : {}
  const conditions = [{ type: 'engagement', channel: 'sms', event, op: 'did', ...about }]
  const { body } = await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', {
    filters: { conditions },
  })
  return body.count
}

describe('sending through Twilio', () => {
  it('makes one documented call for each person', async () => {
    const { people, taken, id } = await sendTo(40)
    expect(twilio.calls).toHaveLength(40)
    expect(taken.map(({ to }) => to).sort()).toEqual(people.map(({ phone }) => phone).sort())
    expect(taken[0]).toMatchObject({ from: '+15005550006', body: 'Hi. Reply STOP' })
    expect(taken[0]?.callback).toMatch(/^https:\/\/mail\.example\.org\/hooks\/providers\/[\w-]+\?delivery=dlv_/)
    expect(await desk.results(id)).toMatchObject({ sent: 40, failed: 0, uncertain: 0 })
  })

  it('knows a number that does not exist, and writes to it no more', async () => {
    const { tag, people } = await textPeople(desk, 3)
    twilio.refusals.set(people[0]?.phone ?? '', 21211)
    twilio.refusals.set(people[1]?.phone ?? '', 21614)
    const first = await launchAgain(tag)
    desk.start()
    await desk.finished(first)
    expect(await desk.results(first)).toMatchObject({
      sent: 1,
      failed: 2,
      bounced: 2,
      failedReasons: [{ reason: 'no_mailbox' }],
    })
    twilio.refusals.clear()
    const second = await launchAgain(tag)
    await desk.finished(second)
    expect(await desk.results(second)).toMatchObject({ sent: 1, skippedReasons: [{ reason: 'bounced', count: 2 }] })
  })

  it('skips whom Twilio knows to have stopped, and notes their word', async () => {
    const { tag, people } = await textPeople(desk, 2)
    twilio.refusals.set(people[0]?.phone ?? '', 21610)
    const id = await launchAgain(tag)
    desk.start()
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({
      sent: 1,
      failed: 0,
      skippedReasons: [{ reason: 'opted_out', count: 1 }],
    })
    expect(await Promise.all(people.map(consentOf))).toEqual([{ sms: 'opted_out' }, { sms: 'opted_in' }])
  })

  it('tries again when there were too many at once', async () => {
    const { tag, people } = await textPeople(desk, 3)
    twilio.refusals.set(people[1]?.phone ?? '', 20429)
    const id = await launchAgain(tag)
    desk.start()
    await until(
      () => desk.get(id),
      ({ error }) => error?.includes('The provider cannot be used') === true,
    )
    twilio.refusals.clear()
    await finishedInTime(id)
    expect(twilio.taken.map(({ to }) => to).sort()).toEqual(people.map(({ phone }) => phone).sort())
  })

  it('pauses when the account is refused, and loses nobody', async () => {
    const { id } = await launchTo(2)
    twilio.fault = () => ({ status: 401, body: '{"code":20003,"message":"Authenticate","status":401}' })
    desk.start()
    const paused = await until(
      () => desk.get(id),
      (now) => now.status === 'paused',
    )
    expect(paused.error).toMatch(/the provider refuses what it is sent: Twilio answered 401: Authenticate/)
    const { failed } = await until(
      () => desk.results(id),
      ({ queued }) => queued === 2,
    )
    expect(failed).toBe(0)
  })

  it.each([
    [false, { uncertain: 1, sent: 1 }, 2],
    [true, { uncertain: 0, sent: 2 }, 3],
  ])('leaves a lost answer to the policy of the campaign: again is %s', async (retryUncertain, results, messages) => {
    let calls = 0
    twilio.fault = () => {
      calls += 1
      return calls === 1 ? { breaks: 'reset', after: true } : undefined
    }
    const { id } = await launchTo(2, { plan: { retryUncertain } })
    await finishedInTime(id)
    expect(await desk.results(id)).toMatchObject(results)
    expect(twilio.taken).toHaveLength(messages)
  })
})

describe('what Twilio reports', () => {
  it('counts once, in whatever order it comes, and a later word does not hide a graver one', async () => {
    const { id, taken } = await sendTo(3)
    const [one, two, three] = taken
    const told = [
      [one, 'delivered'],
      [one, 'sent'],
      [one, 'queued'],
      [one, 'delivered'],
      [two, 'undelivered', { ErrorCode: '30005' }],
      [two, 'sent'],
      [three, 'failed', { ErrorCode: '30007' }],
    ] as const
    for (const [text, what, more] of told) {
      const reply = await call(status(text, what, more), { url: text?.callback ?? '' })
      expect([reply.status, reply.headers['content-type'], reply.text]).toEqual([
        200,
        'text/xml; charset=utf-8',
        '<?xml version="1.0" encoding="UTF-8"?><Response/>',
      ])
    }
    await settle()
    const found = new Map((await deliveries(id)).map((delivery) => [delivery.email, delivery]))
    expect(found.get(one?.to ?? '')).toMatchObject({ state: 'sent', feedback: null, deliveredAt: expect.any(String) })
    expect(found.get(two?.to ?? '')).toMatchObject({ state: 'sent', feedback: 'bounced', deliveredAt: null })
    expect(found.get(three?.to ?? '')).toMatchObject({ state: 'sent', feedback: 'undelivered' })
    expect(await desk.results(id)).toMatchObject({ sent: 3, bounced: 1, undelivered: 1, delivered: 1 })
    expect([await countOf('delivered', id), await countOf('bounced', id)]).toEqual([1, 1])
  })

  it('finds a message whose answer was lost, and says that it was sent', async () => {
    twilio.fault = () => ({ breaks: 'reset', after: true })
    const { id, taken } = await sendTo(1)
    expect(await desk.results(id)).toMatchObject({ uncertain: 1, sent: 0 })
    await call(status(taken[0], 'sent'), { url: taken[0]?.callback ?? '' })
    await settle()
    expect(await desk.results(id)).toMatchObject({ uncertain: 0, sent: 1 })
  })

  it.each<[string, (url: string) => { url?: string; token?: string }]>([
    ['another token', () => ({ token: 'guessed' })],
    ['the address of another message', (url) => ({ url: `${url}x` })],
  ])('is not believed when it is signed with %s', async (_name, forge) => {
    const { id, taken } = await sendTo(1)
    const [text] = taken
    const { url, token } = forge(text?.callback ?? '')
    const { headers, payload } = twilio.sign(
      { url: url ?? text?.callback ?? '', fields: status(text, 'delivered') },
      token,
    )
    const { pathname, search } = new URL(text?.callback ?? '')
    const reply = await desk.product.inject({ method: 'POST', url: pathname + search, headers, payload })
    expect([reply.status, reply.body]).toMatchObject([401, { code: 'report_refused' }])
    await settle()
    expect((await deliveries(id))[0]?.deliveredAt).toBeNull()
  })

  it('is not believed when a field was changed on its way', async () => {
    const { people } = await sendTo(1)
    const { headers, payload } = twilio.sign({ url: hook, fields: written(people[0]?.phone, 'Hello') })
    const changed = payload.replace('Body=Hello', 'Body=STOP')
    const reply = await desk.product.inject({ method: 'POST', url: new URL(hook).pathname, headers, payload: changed })
    expect(reply.status).toBe(401)
    await settle()
    expect(people[0] && (await consentOf(people[0]))).toEqual({ sms: 'opted_in' })
  })
})

describe('somebody who writes', () => {
  it.each<[string, object, string, string]>([
    ['STOP', {}, 'opted_in', 'opted_out'],
    [' stop. ', {}, 'opted_in', 'opted_out'],
    ['Stopall', {}, 'opted_in', 'opted_out'],
    ['UNSUBSCRIBE', {}, 'opted_in', 'opted_out'],
    ['cancel', {}, 'opted_in', 'opted_out'],
    ['End', {}, 'opted_in', 'opted_out'],
    ['QUIT!', {}, 'opted_in', 'opted_out'],
    ['revoke', {}, 'opted_in', 'opted_out'],
    ['optout', {}, 'opted_in', 'opted_out'],
    ['No more please', { OptOutType: 'STOP' }, 'opted_in', 'opted_out'],
    ['START', {}, 'opted_out', 'opted_in'],
    ['yes', {}, 'opted_out', 'opted_in'],
    ['Unstop', {}, 'opted_out', 'opted_in'],
    ['HELP', {}, 'opted_in', 'opted_in'],
    ['Please do not stop', {}, 'opted_in', 'opted_in'],
  ])('%j %j and had %s has %s', async (body, more, before, after) => {
    const { people } = await textPeople(desk, 1, { consent: { sms: before } })
    expect((await call(written(people[0]?.phone, body, more))).status).toBe(200)
    await settle()
    expect(people[0] && (await consentOf(people[0]))).toEqual({ sms: after })
  })

  it('STOP is meant by everybody with that number, with its proof, and counts for the campaign', async () => {
    const { id, people } = await sendTo(1)
    const [one] = people
    // The same number stands among the channels of somebody else.
    await desk.request('POST', '/contacts', {
      ...{ externalId: 'other', channels: { sms: one?.phone }, consent: { sms: 'opted_in' } },
    })
    const fields = written(one?.phone, 'Stop')
    await call(fields)
    await call(fields)
    await settle()
    const other = await desk.request<{ consent: object }>('GET', '/contacts/other')
    expect([one && (await consentOf(one)), other.body.consent]).toEqual([{ sms: 'opted_out' }, { sms: 'opted_out' }])
    const { body } = await desk.request<{ data: { type: string; data: object }[] }>(
      'GET',
      `/contacts/${one?.externalId}/timeline?kinds=consent`,
    )
    expect(JSON.stringify(body)).toContain(fields.MessageSid)
    expect(body.data.filter((entry) => JSON.stringify(entry).includes('opted_out'))).toHaveLength(1)
    expect(await desk.results(id)).toMatchObject({ sent: 1, unsubscribed: 1 })
  })

  it('something else has replied; what they wrote is not kept', async () => {
    const { id, people } = await sendTo(1)
    await call(written(people[0]?.phone, 'A secret thing'))
    await settle()
    expect(await countOf('replied', id)).toBe(1)
    expect(await desk.results(id)).toMatchObject({ replied: 1, unsubscribed: 0 })
    const rows = await desk.product.product.database.query('select r::text, e::text from provider_reports r, events e')
    expect(JSON.stringify(rows)).not.toContain('A secret thing')
  })

  it('STOP while the campaign is on its way gets nothing more', async () => {
    const { tag, people } = await textPeople(desk, 30)
    const last = people.at(-1)
    let isStopped = false
    const id = await launchAgain(tag, { plan: { perHour: 36_000 } })
    desk.start()
    await until(
      async () => twilio.taken.length,
      (count) => count > 0,
    )
    if (!twilio.taken.some(({ to }) => to === last?.phone)) {
      await call(written(last?.phone, 'STOP'))
      await settle()
      isStopped = !twilio.taken.some(({ to }) => to === last?.phone)
    }
    await desk.finished(id)
    expect(isStopped).toBe(true)
    expect(await desk.results(id)).toMatchObject({ sent: 29, skippedReasons: [{ reason: 'opted_out', count: 1 }] })
    expect(twilio.taken.map(({ to }) => to)).not.toContain(last?.phone)
  })
})

it('an account of Twilio can be tried', async () => {
  expect((await desk.request('POST', '/providers/twilio/test')).body).toMatchObject({ isWorking: true })
  const wrong = { kind: 'twilio', name: 'Wrong', settings: { ...twilio.settings, authToken: 'wrong-wrong-wrong' } }
  const { id } = (await desk.request<{ id: string }>('POST', '/providers', wrong)).body
  expect((await desk.request('POST', `/providers/${id}/test`)).body).toMatchObject({ isWorking: false })
})
