import { describe, expect, it } from 'vitest'
import { chooseWinners } from '../../packages/server/src/jobs/sending/choose-winner.ts'
import { type Campaign, emails, type Results } from '../support/campaigning.ts'
import { until } from '../support/until.ts'
import { useDesk } from '../support/use-desk.ts'

type Versions = {
  state: string
  sentence: string
  choosesAt: string | null
  waiting: number
  leader: string | null
  winner: { version: string; reason: string; chosenAt: string; chosenBy: string; sentence: string } | null
  versions: { version: string; members: number; sent: number; opened: number; rates: { opened: number | null } }[]
}
type Winning = Campaign & { winner: string | null }

const desk = useDesk()

const MINUTE_MS = 60_000
const test = { share: 20, decide: { by: 'opens', afterMinutes: 30 } }
const variants = [{ subject: 'Version B' }]
const versionsOf = async (id: string) => (await desk.request<Versions>('GET', `/campaigns/${id}/results/versions`)).body
const choose = (id: string, version: string) =>
  desk.request<Winning & { detail: string }>('POST', `/campaigns/${id}/winner`, { version })
const waits = (id: string, count: number) =>
  until(
    () => versionsOf(id),
    ({ state, waiting }) => state === 'waiting' && waiting === count,
  )
let prefixes = 0
const crowd = async (count: number) => {
  prefixes += 1
  return desk.people(emails(`crowd${prefixes}-`, count).map((email) => ({ email })))
}
const draft = async (count: number, changes: object = {}) =>
  desk.draft({ include: { tags: [await crowd(count)] } }, { subject: 'Version A', variants, test, ...changes })

/** As many people of those who got a subject open their message. */
async function open(subject: string, count: number) {
  const got = (await desk.caught()).filter((message) => message.subject === subject).slice(0, count)
  const id = (await desk.request<{ data: { id: string }[] }>('GET', '/campaigns?limit=1')).body.data[0]?.id
  const events = got.map(({ to: [contact] }) => ({ contact, name: 'email.opened', campaign: id }))
  if (events.length > 0) expect((await desk.request('POST', '/events', { events })).status).toBe(200)
}

const subjects = async () => {
  const all = (await desk.caught()).map(({ subject }) => subject)
  return {
    A: all.filter((subject) => subject === 'Version A').length,
    B: all.filter((it) => it === 'Version B').length,
  }
}

const agree = (results: Results, people: number) => {
  const { members, queued, sending, sent, deferred, failed, skipped, uncertain, cancelled } = results
  expect([members, queued + sending + sent + deferred + failed + skipped + uncertain + cancelled]).toEqual([
    people,
    people,
  ])
}

describe('a campaign in two versions', () => {
  it('tries both with a part, in equal numbers, and sends everyone else the one that more people opened', async () => {
    const id = await draft(200)
    const { body: split } = await desk.product.read<{ test: object }>('GET', `/v1/campaigns/${id}/audience`)
    expect(split.test).toEqual({ inTest: 40, eachVersion: 20, waiting: 160 })
    expect((await versionsOf(id)).state).toBe('unsent')
    await desk.launch(id)
    desk.start()
    await waits(id, 160)
    expect(await subjects()).toEqual({ A: 20, B: 20 })
    agree(await desk.results(id), 200)
    await open('Version A', 5)
    await open('Version B', 9)
    const standing = await versionsOf(id)
    expect(standing).toMatchObject({
      leader: 'B',
      winner: null,
      sentence: expect.stringContaining('A 25.0 %, B 45.0 %'),
    })
    expect(standing.sentence).toContain('may still be chance')
    expect(Date.parse(standing.choosesAt ?? '') - desk.product.product.now().getTime()).toBeGreaterThan(29 * MINUTE_MS)
    desk.aheadMs += 31 * MINUTE_MS
    await desk.finished(id)
    expect(await subjects()).toEqual({ A: 20, B: 180 })
    expect(new Set(await desk.recipients()).size).toBe(200)
    const { winner, versions, state } = await versionsOf(id)
    expect([state, winner]).toMatchObject(['decided', { version: 'B', reason: 'best_rate', chosenBy: 'system' }])
    // Whoever got what had won is no part of the test.
    expect(versions.map(({ members, sent, opened }) => [members, sent, opened])).toEqual([
      [20, 20, 5],
      [20, 20, 9],
    ])
    expect((await desk.get(id)) as Winning).toMatchObject({ winner: 'B', status: 'sent' })
    agree(await desk.results(id), 200)
    const { body } = await desk.request<{ data: { version: string }[] }>('GET', `/campaigns/${id}/deliveries?limit=100`)
    const versionsSent = body.data.map(({ version }) => version)
    expect([...new Set(versionsSent)].sort()).toEqual(['A', 'B'])
    const tried = await desk.request<typeof body>('GET', `/campaigns/${id}/deliveries?version=B&opened=true`)
    expect(tried.body.data).toHaveLength(9)
  })

  it('sends what was written first when too few people did anything', async () => {
    const id = await draft(100)
    await desk.launch(id)
    desk.start()
    await waits(id, 80)
    await open('Version B', 9)
    desk.aheadMs += 31 * MINUTE_MS
    await desk.finished(id)
    expect((await versionsOf(id)).winner).toMatchObject({ version: 'A', reason: 'too_little' })
    expect(await subjects()).toEqual({ A: 90, B: 10 })
  })

  it('goes to everybody in equal parts when all take part, and nothing wins', async () => {
    const id = await draft(31, { test: { share: 100 }, plan: { batches: { size: 40, everyMinutes: 5 } } })
    await desk.sendAll(id)
    expect(await subjects()).toEqual({ A: 16, B: 15 })
    expect(await versionsOf(id)).toMatchObject({ state: 'split', waiting: 0, winner: null })
    expect((await choose(id, 'A')).status).toBe(409)
  })

  it('can be decided by hand, once', async () => {
    const id = await draft(50, { test: { share: 40, decide: { by: 'hand' } } })
    expect((await choose(id, 'B')).status).toBe(409)
    await desk.launch(id)
    desk.start()
    await waits(id, 30)
    expect((await versionsOf(id)).choosesAt).toBeNull()
    desk.aheadMs += 24 * 60 * MINUTE_MS
    expect((await choose(id, 'C')).status).toBe(404)
    expect((await choose(id, 'B')).body.winner).toBe('B')
    expect((await choose(id, 'B')).status).toBe(200)
    expect(await choose(id, 'A')).toMatchObject({ status: 409 })
    await desk.finished(id)
    expect(await subjects()).toEqual({ A: 10, B: 40 })
    expect((await versionsOf(id)).winner).toMatchObject({ reason: 'hand', chosenBy: expect.stringContaining('key:') })
  })

  it('looks at everyone else again before they are sent the winner', async () => {
    const tag = await crowd(20)
    const id = await desk.draft(
      { include: { tags: [tag] } },
      { subject: 'Version A', variants, test: { share: 50, decide: { by: 'hand' } }, plan: { recheck: 'always' } },
    )
    await desk.launch(id)
    desk.start()
    await waits(id, 10)
    const got = new Set(await desk.recipients())
    const waiting = emails(`crowd${prefixes}-`, 20).filter((email) => !got.has(email))
    await desk.request('DELETE', `/contacts/${waiting[0]}/tags`, { tags: [tag] })
    await desk.request('PATCH', `/contacts/${waiting[1]}`, { status: 'unsubscribed' })
    desk.aheadMs += 2 * MINUTE_MS
    await choose(id, 'A')
    await desk.finished(id)
    const results = await desk.results(id)
    expect(results.skippedReasons).toMatchObject([{ count: 1 }, { count: 1 }])
    expect(results.skippedReasons.map((one) => ('reason' in one ? one.reason : '')).sort()).toEqual([
      'left_audience',
      'unsubscribed',
    ])
    agree(results, 20)
  })

  it('waits when it is paused, is decided once by two processes, and nobody gets two', async () => {
    const id = await draft(100)
    await desk.launch(id)
    desk.start()
    await waits(id, 80)
    await desk.request('POST', `/campaigns/${id}/pause`)
    await desk.stop()
    desk.aheadMs += 40 * MINUTE_MS
    expect(await chooseWinners(desk.product.product)).toBe(false)
    await desk.request('POST', `/campaigns/${id}/resume`)
    const both = await Promise.all([chooseWinners(desk.product.product), chooseWinners(desk.product.product)])
    expect(both.filter(Boolean)).toHaveLength(1)
    desk.start()
    await desk.finished(id)
    expect(await subjects()).toEqual({ A: 90, B: 10 })
  })

  it('sends nobody else anything once it is cancelled while they wait', async () => {
    const id = await draft(50)
    await desk.launch(id)
    desk.start()
    await waits(id, 40)
    await desk.request('POST', `/campaigns/${id}/cancel`)
    await until(
      () => desk.results(id),
      ({ cancelled }) => cancelled === 40,
    )
    expect(await subjects()).toEqual({ A: 5, B: 5 })
    expect((await choose(id, 'A')).status).toBe(409)
    agree(await desk.results(id), 50)
  })

  it('counts what the project calls a conversion', async () => {
    const decide = { by: 'conversions', afterMinutes: 60, event: 'purchased' }
    const id = await draft(100, { test: { share: 50, decide } })
    await desk.launch(id)
    desk.start()
    await waits(id, 50)
    const bought = (await desk.caught()).filter(({ subject }) => subject === 'Version B').slice(0, 12)
    const events = bought.map(({ to: [contact] }) => ({ contact, name: 'purchased' }))
    await desk.request('POST', '/events', { events })
    desk.aheadMs += 61 * MINUTE_MS
    await desk.finished(id)
    expect((await versionsOf(id)).winner).toMatchObject({ version: 'B', reason: 'best_rate' })
  })

  it('sends each version its own text, and its own HTML brings its own plain text', async () => {
    const html = '<p>Only in B <a href="{{ unsubscribe_url }}">Bye</a></p>'
    const id = await draft(2, { text: 'Plain A', variants: [{ html, fromName: 'Bee' }], test: { share: 100 } })
    await desk.sendAll(id)
    const raw = await Promise.all(
      (await desk.caught()).map(async (caught) => (await desk.request('GET', `/catcher/${caught.id}`)).text),
    )
    const [b] = raw.filter((text) => text.includes('Only in B'))
    expect(raw.filter((text) => text.includes('Plain A'))).toHaveLength(1)
    expect(b).not.toContain('Plain A')
    expect(b).toContain('Bee')
  })

  it('tells of the links and the map of each version what those did who got it', async () => {
    const links = (letter: string) => `<a href="https://example.org/${letter}">x</a>`
    const id = await draft(20, { html: links('a'), variants: [{ html: links('b') }], test: { share: 100 } })
    await desk.launch(id)
    desk.start()
    await desk.finished(id)
    type Delivery = { contact: string; version: string }
    const { data } = (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries`)).body
    const [first] = data.filter(({ version }) => version === 'B')
    const url = 'https://example.org/b'
    const events = [{ contact: first.contact, name: 'email.clicked', campaign: id, link: url }]
    expect((await desk.request('POST', '/events', { events })).status).toBe(200)
    const clicks = async (version: string) =>
      (await desk.request<{ data: object[] }>('GET', `/campaigns/${id}/results/links?version=${version}`)).body.data
    expect(await clicks('A')).toMatchObject([{ position: 1, url: 'https://example.org/a', total: 0 }])
    expect(await clicks('B')).toMatchObject([{ position: 1, url, people: 1, total: 1 }])
    const map = await desk.request<{ html: string; contact: string }>('GET', `/campaigns/${id}/results/map?version=B`)
    expect(data.find(({ contact }) => contact === map.body.contact)?.version).toBe('B')
    expect((await desk.request('GET', `/campaigns/${id}/results/map?version=C`)).status).toBe(404)
  })

  it('is previewed and tried out by version, copied with them, and sent again as what won', async () => {
    const id = await draft(10)
    const { body } = await desk.request<{ subject: string }>('GET', `/campaigns/${id}/preview?version=B`)
    expect(body.subject).toBe('Version B')
    expect((await desk.request('GET', `/campaigns/${id}/preview?version=D`)).status).toBe(404)
    expect((await desk.request('POST', `/campaigns/${id}/test`, { to: ['me@example.org'], version: 'B' })).status).toBe(
      200,
    )
    expect(await desk.caught()).toMatchObject([{ subject: '[Test] Version B' }])
    const { body: copy } = await desk.request('POST', `/campaigns/${id}/duplicate`, {})
    expect(copy).toMatchObject({ variants, test, winner: null })
    await desk.launch(id)
    await choose(id, 'B')
    const { body: again } = await desk.request('POST', `/campaigns/${id}/resend`, {})
    expect(again).toMatchObject({ subject: 'Version B', variants: [], test: null })
  })
})

describe('a test that makes no sense', () => {
  it.each<[string, object, string]>([
    ['versions without a test', { test: null }, '/test'],
    ['a test without versions', { variants: [] }, '/variants'],
    ['a version that says the same', { variants: [{ subject: 'Version A' }] }, '/variants/0'],
    ['two versions that say the same', { variants: [...variants, ...variants] }, '/variants/1'],
    ['too many versions', { variants: [1, 2, 3, 4].map((place) => ({ subject: `${place}` })) }, '/variants'],
    ['nobody chooses the winner', { test: { share: 20 } }, '/test/decide'],
    ['nobody waits for the winner', { test: { ...test, share: 100 } }, '/test/decide'],
    ['no time', { test: { share: 20, decide: { by: 'clicks' } } }, '/test/decide/afterMinutes'],
    ['no event', { test: { share: 20, decide: { by: 'conversions', afterMinutes: 5 } } }, '/test/decide/event'],
    ['opens that are not noticed', { tracking: { opens: false } }, '/test/decide/by'],
    ['batches', { plan: { batches: { size: 5, everyMinutes: 5 } } }, '/plan/batches'],
  ])('is refused: %s', async (_, changes, pointer) => {
    const audience = { include: { everyone: true } }
    const content = {
      name: 'N',
      subject: 'Version A',
      from: 'a@example.org',
      html: '<p>x</p>',
      audience,
      variants,
      test,
    }
    const { status, body } = await desk.request<{ errors: { pointer: string }[] }>('POST', '/campaigns', {
      ...content,
      ...changes,
    })
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]])
  })

  it('is refused when the test is smaller than its versions, and with a version that cannot be read', async () => {
    const small = await desk.launch(await draft(5))
    expect([small.status, small.body.detail]).toEqual([
      422,
      expect.stringContaining('1 of 5 people (20 %) for 2 versions'),
    ])
    const broken = await desk.launch(await draft(20, { variants: [{ html: '{% if %}' }] }))
    expect([broken.status, broken.body.detail]).toEqual([422, expect.stringContaining('Version B: The HTML')])
  })

  it("is refused with each person's own time, whichever comes first", async () => {
    const id = await draft(20)
    const at = new Date(desk.product.product.now().getTime() + 86_400_000).toISOString().slice(0, 16)
    const schedule = (one: string) => desk.request('POST', `/campaigns/${one}/schedule`, { at, timezone: 'recipient' })
    expect((await schedule(id)).status).toBe(422)
    const plain = await draft(20, { variants: [], test: null })
    expect((await schedule(plain)).status).toBe(200)
    expect((await desk.request('PATCH', `/campaigns/${plain}`, { variants, test })).status).toBe(422)
  })
})
