import { afterEach, describe, expect, it } from 'vitest'
import { type Campaign, emails, type Results } from '../support/campaigning.ts'
import { type Fault, type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { useDesk } from '../support/use-desk.ts'

type Times = Record<'scheduledAt' | 'archivedAt', string | null>
type Course = Campaign & Times & { schedule: object | null; name: string }

const desk = useDesk()

const now = () => desk.product.product.now()
const call = (id: string, what: string, body?: object) => desk.request<Course>('POST', `/campaigns/${id}/${what}`, body)
const get = async (id: string) => (await desk.request<Course>('GET', `/campaigns/${id}`)).body
const wall = (aheadMs: number) => new Date(now().getTime() + aheadMs).toISOString().slice(0, 19)
const HOUR_MS = 3_600_000
const isSettled = (results: Results) => results.queued + results.sending === 0

describe('a scheduled campaign', () => {
  it('starts at its time with the people who match then', async () => {
    const tag = await desk.people(emails('early', 2).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    const { status, body } = await call(id, 'schedule', { at: wall(HOUR_MS), timezone: 'UTC' })
    expect([status, body.status, body.launchedAt]).toEqual([200, 'scheduled', null])
    expect(body.schedule).toEqual({ at: wall(HOUR_MS).slice(0, 19), timezone: 'UTC', fallback: 'UTC' })
    await desk.request('PATCH', '/contacts/early0@example.org', { email: 'moved0@example.org' })
    await desk.request('POST', '/contacts', { email: 'late@example.org', tags: [tag] })
    desk.start()
    desk.aheadMs += HOUR_MS - 5_000
    expect((await get(id)).status).toBe('scheduled')
    desk.aheadMs += 6_000
    await desk.finished(id)
    expect(await desk.recipients()).toEqual(['early1@example.org', 'late@example.org', 'moved0@example.org'])
  })

  it('goes to those who were chosen when it was scheduled, if it says so', async () => {
    const tag = await desk.people([{ email: 'chosen@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { recheck: 'always' } })
    const { body } = await call(id, 'schedule', { at: wall(60_000), timezone: 'UTC', audience: 'now' })
    expect(body).toMatchObject({ frozen: { people: 1, atSchedule: true } })
    await desk.request('POST', '/contacts', { email: 'too-late@example.org', tags: [tag] })
    await desk.request('DELETE', '/contacts/chosen@example.org/tags', { tags: [tag] })
    desk.aheadMs += 61_000
    desk.start()
    await desk.finished(id)
    expect(await desk.recipients()).toEqual(['chosen@example.org'])
  })

  it('reaches each person at the time on their own wall', async () => {
    const zones = { tokyo: 'Asia/Tokyo', berlin: 'Europe/Berlin', nowhere: undefined }
    const tag = await desk.people(Object.keys(zones).map((name) => ({ email: `${name}@walls.example.org` })))
    for (const [name, timezone] of Object.entries(zones)) {
      if (timezone) await desk.request('PATCH', `/contacts/${name}@walls.example.org`, { timezone })
    }
    const id = await desk.draft({ include: { tags: [tag] } })
    const tomorrow = new Date(now().getTime() + 24 * HOUR_MS).toISOString().slice(0, 10)
    await call(id, 'schedule', { at: `${tomorrow}T12:00`, timezone: 'recipient' })
    desk.start()
    const at = async (utc: string, count: number) => {
      desk.aheadMs += Date.parse(`${tomorrow}T${utc}Z`) - now().getTime()
      await until(
        () => desk.results(id),
        ({ sent }) => sent === count,
      )
    }
    desk.aheadMs += Date.parse(`${tomorrow}T02:59:00Z`) - now().getTime()
    await until(
      () => desk.results(id),
      ({ queued }) => queued === 3,
    )
    await at('03:00:01', 1)
    expect(await desk.recipients()).toEqual(['tokyo@walls.example.org'])
    await at('11:00:01', 2)
    await at('12:00:01', 3)
    await desk.finished(id)
  })

  it('can be changed, taken back and scheduled again; what cannot start says why and can be mended', async () => {
    const tag = await desk.people([{ email: 'again@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } })
    await call(id, 'schedule', { at: wall(HOUR_MS) })
    await desk.request('PATCH', `/campaigns/${id}`, { subject: 'Other' })
    expect((await call(id, 'cancel')).body).toMatchObject({ status: 'draft', schedule: null, scheduledAt: null })
    await call(id, 'schedule', { at: wall(HOUR_MS) })
    await desk.request('DELETE', '/contacts/again@example.org')
    desk.aheadMs += HOUR_MS + 1_000
    desk.start()
    const failed = await until(
      () => get(id),
      ({ status }) => status === 'failed',
    )
    expect(failed.error).toMatch(/^It could not start: /)
    expect((await desk.request<Course>('PATCH', `/campaigns/${id}`, { subject: 'S' })).body.status).toBe('draft')
  })

  it.each([
    [{ at: 'tomorrow' }, '/at', 'must be a time such as'],
    [{ at: '2020-01-01T09:00' }, '/at', 'must not have passed'],
    [{ at: '2999-01-01T09:00' }, '/at', 'within a year'],
    [{ at: '2999-02-30T09:00' }, '/at', 'must be a time such as'],
    [{ at: '2026-12-01T09:00', timezone: 'Berlin' }, '/timezone', 'no time zone'],
    [{ at: '2026-12-01T09:00:00Z', timezone: 'UTC' }, '/timezone', 'leave one away'],
  ])('refuses %j', async (body, pointer, detail) => {
    const id = await desk.draft({ include: { everyone: true } })
    const reply = await call(id, 'schedule', body)
    expect([reply.status, reply.body]).toMatchObject([
      422,
      { errors: [{ pointer, detail: expect.stringContaining(detail) }] },
    ])
  })
})

describe('a campaign on its way', () => {
  it('is paused and resumed at random: nobody is missed, nobody gets two', async () => {
    const wanted = emails('paused', 300)
    const tag = await desk.people(wanted.map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.launch(id)
    desk.start()
    for (let turn = 0; turn < 25; turn += 1) {
      const paused = await call(id, 'pause')
      if (paused.status === 409) break
      expect((await call(id, 'pause')).body.status).toBe('paused')
      const { members, ...states } = await desk.results(id)
      const counted = ['queued', 'sending', 'sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled']
      expect(counted.reduce((sum, state) => sum + states[state], 0)).toBe(members)
      await call(id, 'resume')
    }
    await desk.finished(id)
    expect(await desk.recipients()).toEqual(wanted.sort())
  })

  it('sends nothing new after it was cancelled, and accounts for everyone', async () => {
    const tag = await desk.people(emails('cancelled', 400).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { perHour: 7_200 } })
    await desk.launch(id)
    desk.start()
    await until(
      () => desk.results(id),
      ({ sent }) => sent > 0,
    )
    expect((await call(id, 'cancel')).body.status).toBe('cancelled')
    const results = await until(() => desk.results(id), isSettled)
    expect(results.sent + results.cancelled).toBe(400)
    expect((await desk.recipients()).length).toBe(results.sent)
    expect((await desk.launch(id)).status).toBe(409)
    expect((await call(id, 'resume')).status).toBe(409)
  })

  it('accounts for those who were not even in the ledger when it was cancelled', async () => {
    const tag = await desk.people(emails('unwritten', 3).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.launch(id)
    await call(id, 'cancel')
    desk.start()
    const results = await until(() => desk.results(id), isSettled)
    expect(results).toMatchObject({ members: 3, cancelled: 3, sent: 0 })
    expect(await desk.recipients()).toEqual([])
  })
})

describe('a plan', () => {
  const sentTo = async (count: number, id: string) =>
    until(
      () => desk.results(id),
      ({ sent }) => sent === count,
    )

  it('lets so many leave in an hour', async () => {
    const tag = await desk.people(emails('slow', 5).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { perHour: 3_600 } })
    await desk.launch(id)
    desk.start()
    await desk.finished(id)
    const { body } = await desk.request<{ data: { updatedAt: string }[] }>('GET', `/campaigns/${id}/deliveries`)
    const times = body.data.map(({ updatedAt }) => Date.parse(updatedAt)).sort((a, b) => a - b)
    // Four seconds lie between the first and the fifth, less what the first took longer.
    expect(times[4] - times[0]).toBeGreaterThan(2_000)
  })

  it('lets batches leave one by one, later for as long as it was paused', async () => {
    const tag = await desk.people(emails('batch', 5).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { batches: { size: 2, everyMinutes: 10 } } })
    await desk.launch(id)
    desk.start()
    await sentTo(2, id)
    desk.aheadMs += 10 * 60_000
    await sentTo(4, id)
    await call(id, 'pause')
    desk.aheadMs += 60 * 60_000
    await call(id, 'resume')
    desk.aheadMs += 9 * 60_000
    expect(await desk.results(id)).toMatchObject({ sent: 4, queued: 1 })
    desk.aheadMs += 2 * 60_000
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({ sent: 5 })
  })

  it('keeps to its hours', async () => {
    const tag = await desk.people([{ email: 'hours@example.org' }])
    const opens = new Date(now().getTime() + 2 * HOUR_MS)
    const window = {
      from: opens.toISOString().slice(11, 16),
      to: new Date(opens.getTime() + HOUR_MS).toISOString().slice(11, 16),
    }
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { window } })
    await desk.launch(id)
    desk.start()
    await until(
      () => desk.results(id),
      ({ queued }) => queued === 1,
    )
    desk.aheadMs += HOUR_MS
    expect((await get(id)).status).toBe('sending')
    desk.aheadMs += HOUR_MS + 60_000
    await desk.finished(id)
  })

  it('leaves out who left the audience, and who got enough lately', async () => {
    const tag = await desk.people([{ email: 'stays@plan.example.org' }, { email: 'leaves@plan.example.org' }])
    const first = await desk.draft({ include: { tags: [tag] } }, { plan: { recheck: 'always' } })
    await desk.launch(first)
    await desk.product.read('DELETE', '/v1/contacts/leaves@plan.example.org/tags', { tags: [tag] })
    desk.start()
    await desk.finished(first)
    expect(await desk.results(first)).toMatchObject({ sent: 1, skippedReasons: [{ reason: 'left_audience' }] })
    await desk.request('POST', '/contacts', { email: 'fresh@plan.example.org', tags: [tag] })
    const capped = { plan: { frequencyCap: { messages: 1, hours: 16 } } }
    const second = await desk.draft({ include: { tags: [tag] } }, capped)
    await desk.sendAll(second)
    expect(await desk.results(second)).toMatchObject({
      sent: 1,
      skippedReasons: [{ reason: 'frequency_cap', count: 1 }],
    })
    desk.aheadMs += 17 * HOUR_MS
    const third = await desk.draft({ include: { tags: [tag] } }, capped)
    await desk.sendAll(third)
    expect(await desk.results(third)).toMatchObject({ sent: 2 })
  })

  it('sends again what may have been lost, with the same Message-ID, if it says so', async () => {
    let isLost = true
    const server = await startMailServer(() => (isLost ? { at: 'reset-after-dot' } : undefined))
    desk.product.product.config.smtpUrl = server.url
    try {
      const tag = await desk.people([{ email: 'perhaps@example.org' }])
      const id = await desk.draft({ include: { tags: [tag] } }, { plan: { retryUncertain: true } })
      await desk.launch(id)
      desk.start()
      await until(
        () => desk.results(id),
        ({ deferred }) => deferred === 1,
      )
      isLost = false
      desk.aheadMs += 61_000
      await desk.finished(id)
      const ids = server.received.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
      expect(ids).toHaveLength(2)
      expect(new Set(ids).size).toBe(1)
    } finally {
      await desk.stop()
      desk.product.product.config.smtpUrl = null
      await server.close()
    }
  })

  it.each([
    [{ perHour: 10, batches: { size: 1, everyMinutes: 1 } }, '/plan', 'either'],
    [{ window: { from: '9:00', to: '17:00' } }, '/plan/window/from', 'such as 09:00'],
    [{ window: { from: '09:00', to: '09:00' } }, '/plan/window', 'same time'],
    [{ window: { from: '09:00', to: '17:00', timezone: 'Mars' } }, '/plan/window/timezone', 'no time zone'],
  ])('refuses %j', async (plan, pointer, detail) => {
    const body = {
      name: 'n',
      subject: 's',
      from: 'a@example.org',
      html: '<p>h</p>',
      audience: { include: { everyone: true } },
      plan,
    }
    const reply = await desk.request('POST', '/campaigns', body)
    expect([reply.status, reply.body]).toMatchObject([
      422,
      { errors: [{ pointer, detail: expect.stringContaining(detail) }] },
    ])
  })
})

describe('a campaign that is refused', () => {
  async function sendThrough(faultFor: (to: string) => Fault | undefined, to: string[], changes: object = {}) {
    const server = await startMailServer(faultFor)
    desk.product.product.config.smtpUrl = server.url
    const tag = await desk.people(to.map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, changes)
    await desk.launch(id)
    desk.start()
    return { id, server }
  }
  let server: MailServer | undefined
  afterEach(async () => {
    await desk.stop()
    desk.product.product.config.smtpUrl = null
    await server?.close()
  })

  it('writes off a mailbox that does not exist, and nobody else', async () => {
    const faults: Record<string, Fault> = {
      gone: { at: 'rcpt', code: 550, text: '5.1.1 The email account does not exist' },
      full: { at: 'rcpt', code: 552, text: '5.2.2 mailbox full' },
    }
    const sent = await sendThrough((to) => faults[to.split('@')[0]], ['gone@r.example.org', 'full@r.example.org'])
    server = sent.server
    await desk.finished(sent.id)
    const { failedReasons } = await desk.results(sent.id)
    expect(failedReasons).toMatchObject([{ reason: 'no_mailbox' }, { reason: 'rejected' }])
    const status = async (email: string) =>
      (await desk.request<{ status: string }>('GET', `/contacts/${email}`)).body.status
    expect([await status('gone@r.example.org'), await status('full@r.example.org')]).toEqual(['bounced', 'subscribed'])
    const { body } = await desk.request<{ data: object[] }>('GET', '/suppressions')
    expect(body.data).toMatchObject([{ email: 'gone@r.example.org', reason: 'bounce' }])
    const bounced = { conditions: [{ type: 'engagement', event: 'bounced', op: 'did', window: { last: '1d' } }] }
    const counted = await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters: bounced })
    expect([counted.status, counted.body.count]).toEqual([200, 1])
  })

  it('pauses when the sender is refused, and loses nobody', async () => {
    let isRefused = true
    const refusal: Fault = { at: 'message', code: 550, text: '5.7.26 Your email has been blocked: unauthenticated' }
    const wanted = emails('sender', 20)
    const sent = await sendThrough(() => (isRefused ? refusal : undefined), wanted)
    server = sent.server
    const paused = await until(
      () => get(sent.id),
      ({ status }) => status === 'paused',
    )
    expect(paused.error).toContain('5.7.26')
    await until(
      () => desk.results(sent.id),
      ({ queued }) => queued === 20,
    )
    isRefused = false
    await call(sent.id, 'resume')
    await desk.finished(sent.id)
    expect(sent.server.received.map(({ to }) => to).sort()).toEqual(wanted.sort())
  })

  it('pauses when too many bounce, and not for the same again when it is resumed', async () => {
    const gone: Fault = { at: 'rcpt', code: 550, text: '5.1.1 no such user' }
    const plan = { batches: { size: 250, everyMinutes: 1 } }
    const sent = await sendThrough((to) => (/[05]@/.test(to) ? gone : undefined), emails('brake', 300), { plan })
    server = sent.server
    // On a busy machine it looks before all of them are through, and brakes then.
    await until(
      async () => ({ status: (await get(sent.id)).status, results: await desk.results(sent.id) }),
      ({ status, results: { sent: delivered, failed } }) => status === 'paused' || delivered + failed === 250,
    )
    desk.aheadMs += 60_000
    const paused = await until(
      () => get(sent.id),
      ({ status }) => status === 'paused',
    )
    expect(paused.error).toMatch(/^Paused by itself: \d+ of 2\d\d messages bounced \(\d+(\.\d)? %/)
    const results = await until(
      () => desk.results(sent.id),
      ({ sending }) => sending === 0,
    )
    expect(results.sent + results.failed + results.queued).toBe(300)
    await call(sent.id, 'resume')
    desk.aheadMs += 60_000
    await desk.finished(sent.id)
  })
})

describe('a campaign that is over', () => {
  it('is put away and taken back, and its copy is a draft', async () => {
    await desk.request('POST', '/reputation/override', { reason: 'The brake was tried' })
    const tag = await desk.people([{ email: 'over@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { plan: { perHour: 100_000 } })
    await desk.sendAll(id)
    expect((await call(id, 'archive', {})).body.archivedAt).not.toBeNull()
    const ids = async (query: string) =>
      (await desk.request<{ data: Course[] }>('GET', `/campaigns?limit=100${query}`)).body.data.map((it) => it.id)
    expect(await ids('')).not.toContain(id)
    expect(await ids('&archived=true')).toEqual([id])
    expect((await call(id, 'archive', { archived: false })).body.archivedAt).toBeNull()
    expect(await ids('&status=sent')).toContain(id)
    const { body: copy } = await call(id, 'duplicate', {})
    expect(copy).toMatchObject({ name: 'Copy of News', status: 'draft', plan: { perHour: 100_000 }, launchedAt: null })
  })
})
