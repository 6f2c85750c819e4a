import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { startMailServer } from '../support/mail-server.ts'
import { startResend } from '../support/services/resend-service.ts'
import type { Service } from '../support/services/start-service.ts'
import { SERVICES } from '../support/services/start-services.ts'
import { until } from '../support/until.ts'

type Provider = {
  id: string
  kind: string
  settings: object
  secrets: Record<string, string>
  isDefault: boolean
  sendingLimits: object
  webhookUrl: string | null
}
type Problem = { code: string; detail: string; errors: { pointer: string; detail: string }[] }

let desk: Campaigning
let serial = 0
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
})
afterEach(() => desk.stop())
afterAll(() => desk.drop())

const add = async (kind: string, settings: object, more: object = {}): Promise<Provider> => {
  serial += 1
  const given = { kind, name: `${kind} ${serial}`, settings, ...more }
  const { status, body } = await desk.request<Provider>('POST', '/providers', given)
  expect([status, body]).toMatchObject([201, { kind }])
  return body
}
const refused = async (given: object): Promise<Problem> => {
  const { status, body } = await desk.request<Problem>('POST', '/providers', given)
  expect([status, body]).toMatchObject([422, { code: 'invalid_request' }])
  return body
}
const people = async (count: number) => {
  serial += 1
  const wanted = emails(`crowd${serial}x`, count)
  return { wanted, tag: await desk.people(wanted.map((email) => ({ email }))) }
}

describe('an account', () => {
  it('keeps its limits, changed one by one', async () => {
    const { id } = await add('resend', { apiKey: 're_0123456789abcdef' }, { sendingLimits: { perSecond: 2 } })
    const put = (sendingLimits: object) => desk.request<Provider>('PATCH', `/providers/${id}`, { sendingLimits })
    expect((await put({ perDay: 50_000 })).body.sendingLimits).toEqual({ perSecond: 2, perHour: null, perDay: 50_000 })
    await desk.request('PATCH', `/providers/${id}`, { name: 'Limited' })
    expect((await put({ perSecond: null })).body.sendingLimits).toEqual({
      perSecond: null,
      perHour: null,
      perDay: 50_000,
    })
    expect((await put({ perSecond: 0 })).status).toBe(422)
  })

  it('holds back whatever leaves through it, however many campaigns that are', async () => {
    const server = await startMailServer()
    const [host, port] = new URL(server.url).host.split(':')
    const { id } = await add('smtp', { host, port }, { sendingLimits: { perHour: 60 } })
    const [first, second] = await Promise.all([people(2), people(2)])
    for (const { tag } of [first, second])
      await desk.launch(await desk.draft({ include: { tags: [tag] } }, { provider: id }))
    desk.start()
    const inHand = "select id from deliveries where state in ('leased', 'sending')"
    for (const count of [1, 2, 3, 4]) {
      // A clock that jumps further than a lease is long would take from somebody what is in their hands.
      await until(
        async () => [server.received.length, (await desk.product.product.database.query(inHand)).length],
        ([received, held]) => received === count && held === 0,
      )
      desk.aheadMs += 61_000
    }
    expect(server.received.map(({ to }) => to).sort()).toEqual([...first.wanted, ...second.wanted].sort())
    await server.close()
  })

  it('shows everything but its secrets, wherever one looks', async () => {
    const secret = 're_very_secret_0123456789'
    const settings = { apiKey: secret, webhookSecret: 'whsec_c2VjcmV0c2VjcmV0' }
    const { id } = await add('resend', settings)
    await desk.request('PATCH', `/providers/${id}`, { name: 'Renamed' })
    const shown = await desk.request<Provider>('GET', `/providers/${id}`)
    expect(shown.body).toMatchObject({
      name: 'Renamed',
      settings: {},
      secrets: { apiKey: '…6789', webhookSecret: '…cmV0' },
    })
    const lists = await Promise.all(['/providers', '/audit?kind=provider'].map((path) => desk.request('GET', path)))
    expect(lists.map(({ status }) => status)).toEqual([200, 200])
    expect(lists[1]?.text).toContain('Renamed')
    for (const { text } of [shown, ...lists]) expect(text).not.toMatch(/very_secret|c2VjcmV0/)
    const rows = await desk.product.product.database.query('select p::text from providers p')
    expect(JSON.stringify(rows)).not.toMatch(/very_secret|c2VjcmV0/)
  })

  it.each<[string, object, string, RegExp]>([
    ['of a kind that there is not', { kind: 'pigeon', settings: {} }, '/kind', /smtp, ses, resend/],
    ['that is the built-in sending', { kind: 'migma', settings: {} }, '/kind', /must be one of/],
    ['without a key', { kind: 'resend', settings: {} }, '/settings/apiKey', /needed/],
    [
      'with more than there is',
      { kind: 'resend', settings: { apiKey: 'x', pin: '1' } },
      '/settings/pin',
      /no such setting/,
    ],
    ['with two lines', { kind: 'resend', settings: { apiKey: 'x\r\nBcc: y' } }, '/settings/apiKey', /one line/],
    [
      'with another region',
      { kind: 'mailgun', settings: { apiKey: 'x', domain: 'x.org', region: 'MARS' } },
      '/settings/region',
      /US, EU/,
    ],
    [
      'whose address is none',
      { kind: 'resend', settings: { apiKey: 'x', baseUrl: 'file:///etc' } },
      '/settings/baseUrl',
      /address such as/,
    ],
    [
      'whose address holds a password',
      { kind: 'resend', settings: { apiKey: 'x', baseUrl: 'https://a:b@c.org' } },
      '/settings/baseUrl',
      /address/,
    ],
  ])('%s is refused', async (_name, given, pointer, detail) => {
    const { errors } = await refused({ name: 'Refused', ...given })
    expect(errors).toMatchObject([{ pointer, detail: expect.stringMatching(detail) }])
  })

  it('keeps what is left away, and clears what is empty', async () => {
    const { id } = await add('resend', { apiKey: 're_0123456789ab', webhookSecret: 'whsec_0123456789' })
    const settings = { webhookSecret: '' }
    const { body } = await desk.request<Provider>('PATCH', `/providers/${id}`, { settings })
    expect(Object.keys(body.secrets)).toEqual(['apiKey'])
    const { status } = await desk.request('PATCH', `/providers/${id}`, { settings: { apiKey: '' } })
    expect(status).toBe(422)
  })

  it('becomes the default in place of another, and hands that back to the built-in sending', async () => {
    const isDefault = async (id: string) => (await desk.request<Provider>('GET', `/providers/${id}`)).body.isDefault
    const first = await add('resend', { apiKey: 're_0123456789ab' }, { isDefault: true })
    const second = await add('resend', { apiKey: 're_0123456789ab' }, { isDefault: true })
    expect(await Promise.all([first.id, second.id, 'migma'].map(isDefault))).toEqual([false, true, false])
    expect(await desk.request('DELETE', `/providers/${second.id}`)).toMatchObject({ status: 409 })
    await desk.request('PATCH', `/providers/${second.id}`, { isDefault: false })
    expect(await Promise.all([first.id, second.id, 'migma'].map(isDefault))).toEqual([false, false, true])
    expect(await desk.request('DELETE', `/providers/${second.id}`)).toMatchObject({ status: 204 })
    expect(await desk.request('DELETE', '/providers/migma')).toMatchObject({ status: 409 })
  })

  it('stays while a campaign is to be sent through it', async () => {
    const { id } = await add('resend', { apiKey: 're_0123456789ab' })
    const campaign = await desk.draft({ include: { everyone: true } }, { name: 'Needs it', provider: id })
    const { status, body } = await desk.request<Problem>('DELETE', `/providers/${id}`)
    expect([status, body.detail]).toEqual([409, expect.stringContaining('the campaign "Needs it"')])
    await desk.request('PATCH', `/campaigns/${campaign}`, { provider: null })
    expect(await desk.request('DELETE', `/providers/${id}`)).toMatchObject({ status: 204 })
    const strange = {
      name: 'x',
      subject: 'x',
      from: 'a@example.org',
      html: 'x',
      audience: { include: { everyone: true } },
      provider: id,
    }
    expect(await desk.request('POST', '/campaigns', strange)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/provider' }] },
    })
  })

  it('is not told of, nor used, by another project', async () => {
    const { id } = await add('resend', { apiKey: 're_0123456789ab' })
    const other = { key: desk.product.second.key }
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/test'],
    ] as const) {
      const body = method === 'PATCH' ? {} : undefined
      expect((await desk.product.request(method, `/v1/providers/${id}${path}`, body, other)).status).toBe(404)
    }
  })

  it('may not lead to this machine unless whoever runs Rollcall allows it', async () => {
    const guarded = await createCampaigning()
    for (const [kind, settings] of [
      ['resend', { apiKey: 'x', baseUrl: 'http://127.0.0.1:5432' }],
      ['ses', { region: 'eu-west-1', accessKeyId: 'x', secretAccessKey: 'x', baseUrl: 'http://169.254.169.254' }],
      ['smtp', { host: '10.0.0.1' }],
      ['smtp', { host: 'localhost' }],
    ] as const) {
      const { status, body } = await guarded.request<Problem>('POST', '/providers', { kind, name: kind, settings })
      expect([status, body.detail]).toEqual([422, expect.stringContaining('not on the public internet')])
    }
    await guarded.drop()
  })
})

describe('through any mail server', () => {
  it('mail leaves, and a test says whether it would', async () => {
    const server = await startMailServer()
    const { hostname: host, port } = new URL(server.url)
    const { id } = await add('smtp', { host, port })
    const tried = await desk.request<{ isWorking: boolean }>('POST', `/providers/${id}/test`)
    expect(tried.body).toEqual({ isWorking: true, detail: `${host}:${port} takes mail.` })
    const { tag, wanted } = await people(20)
    await desk.sendAll(await desk.draft({ include: { tags: [tag] } }, { provider: id }))
    expect(server.received.map(({ to }) => to).sort()).toEqual(wanted.sort())
    await server.close()
    const away = await desk.request<{ isWorking: boolean }>('POST', `/providers/${id}/test`)
    expect(away.body).toMatchObject({ isWorking: false, detail: expect.stringContaining('ECONNREFUSED') })
  })
})

describe.each(SERVICES)('through %s', (kind, start) => {
  let service: Service
  beforeAll(async () => {
    service = await start()
  })
  afterAll(() => service.close())

  it('a campaign reaches everybody once, with its way out', async () => {
    const { id } = await add(kind, service.settings)
    expect((await desk.request('POST', `/providers/${id}/test`)).body).toMatchObject({ isWorking: true })
    const { tag, wanted } = await people(60)
    const campaign = await desk.draft({ include: { tags: [tag] } }, { provider: id })
    let asked = 0
    // Two calls are put off; the service is back a few seconds later.
    service.fault = () => {
      asked += 1
      return asked === 7 || asked === 8
        ? { status: asked === 7 ? 503 : 429, headers: { 'retry-after': '1' } }
        : undefined
    }
    await desk.sendAll(campaign)
    expect(service.taken.map(({ to }) => to[0]).sort()).toEqual(wanted.sort())
    for (const { headers, trace, html } of service.taken) {
      expect(headers).toMatchObject({
        'list-unsubscribe': expect.stringMatching(/^<http.*unsubscribe/),
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        'message-id': expect.stringContaining(trace),
      })
      expect(html).toContain('unsubscribe')
    }
    expect(await desk.results(campaign)).toMatchObject({ sent: 60, failed: 0, uncertain: 0 })
  })
})

describe('what a message left through', () => {
  it('is told of each, whichever account is the default since, and of nobody once that is gone', async () => {
    const services = [await startResend(), await startResend()]
    const accounts = []
    for (const { settings } of services) accounts.push(await add('resend', settings))
    const [early, late] = accounts.map(({ id }) => id)
    await desk.request('PATCH', `/providers/${early}`, { isDefault: true })
    const { tag } = await people(2)
    const campaign = await desk.draft(
      { include: { tags: [tag] } },
      { plan: { batches: { size: 1, everyMinutes: 60 } } },
    )
    await desk.launch(campaign)
    desk.start()
    const sent = (count: number) =>
      until(
        () => desk.results(campaign),
        (results) => results.sent === count,
      )
    await sent(1)
    await desk.request('PATCH', `/providers/${late}`, { isDefault: true })
    desk.aheadMs += 3_600_000
    await sent(2)

    const { client } = desk.product
    const through = async () =>
      (await client.campaigns.deliveries(campaign, {})).data.map(({ provider }) => provider?.id ?? null)
    expect(await through()).toEqual([early, late])
    for (const provider of [early, late]) {
      const { data } = await client.deliveries.list({ campaign, provider })
      expect(data.map((message) => message.provider?.id)).toEqual([provider])
      expect((await client.deliveries.get(data[0]?.id ?? '')).provider?.id).toBe(provider)
    }
    const { text } = await desk.request('GET', `/campaigns/${campaign}/deliveries.csv`)
    const [head, ...lines] = text.trim().split('\r\n')
    const column = head?.split(',').indexOf('provider') ?? -1
    const { data: all } = await client.providers.list({ limit: 100 })
    expect(lines.map((line) => line.split(',').at(column - (head?.split(',').length ?? 0)))).toEqual(
      [early, late].map((id) => all.find((one) => one.id === id)?.name),
    )
    await desk.request('DELETE', `/providers/${early}`)
    expect(await through()).toEqual([null, late])
    await desk.request('PATCH', `/providers/${late}`, { isDefault: false })
    for (const service of services) await service.close()
  })
})

describe('a key that is no longer good', () => {
  it('pauses the campaign with a sentence; the new one goes on where the old one ended', async () => {
    const service = await startResend()
    const provider = await add('resend', service.settings)
    const { tag, wanted } = await people(100)
    const id = await desk.draft({ include: { tags: [tag] } }, { provider: provider.id })
    service.fault = () =>
      service.taken.length > 30
        ? { status: 403, body: JSON.stringify({ name: 'invalid_api_key', message: 'API key is invalid' }) }
        : undefined
    await desk.launch(id)
    desk.start()
    const paused = await until(
      () => desk.get(id),
      ({ status }) => status === 'paused',
    )
    expect(paused.error).toContain('Resend answered 403: API key is invalid.')
    service.fault = () => undefined
    await desk.request('PATCH', `/providers/${provider.id}`, { settings: { apiKey: service.settings.apiKey ?? '' } })
    await desk.request('POST', `/campaigns/${id}/resume`)
    await desk.finished(id)
    expect(service.taken.map(({ to }) => to[0]).sort()).toEqual(wanted.sort())
    await service.close()
  })

  it('changed in the middle of a campaign, is used from then on', async () => {
    const [before, after] = [await startResend(), await startResend()]
    const provider = await add('resend', before.settings)
    const { tag, wanted } = await people(150)
    const plan = { perHour: 120_000 }
    const id = await desk.draft({ include: { tags: [tag] } }, { provider: provider.id, plan })
    await desk.launch(id)
    desk.start()
    await until(
      () => before.taken.length,
      (count) => count > 5,
    )
    await desk.request('PATCH', `/providers/${provider.id}`, { settings: after.settings })
    await desk.finished(id)
    const taken = [...before.taken, ...after.taken].map(({ to }) => to[0])
    expect(taken.sort()).toEqual(wanted.sort())
    expect(after.taken.length).toBeGreaterThan(0)
    await before.close()
    await after.close()
  })

  it('of one account holds up nobody who sends through another', async () => {
    const [down, fine] = [await startResend(), await startResend()]
    down.fault = () => ({ status: 503 })
    const first = await add('resend', down.settings)
    const second = await add('resend', fine.settings)
    const [waits, goes] = [await people(5), await people(50)]
    const waiting = await desk.draft({ include: { tags: [waits.tag] } }, { provider: first.id })
    await desk.launch(waiting)
    desk.start()
    await until(
      () => desk.get(waiting),
      ({ error }) => error !== null,
    )
    const going = await desk.draft({ include: { tags: [goes.tag] } }, { provider: second.id })
    await desk.launch(going)
    await desk.finished(going)
    expect((await desk.get(waiting)).status).toBe('sending')
    await desk.request('POST', `/campaigns/${waiting}/cancel`)
    await down.close()
    await fine.close()
  })
})
