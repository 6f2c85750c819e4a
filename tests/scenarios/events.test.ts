import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteOldEventKeys } from '../../packages/server/src/store/events.ts'
import { addContacts } from '../support/add-contacts.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { sampleCampaign } from '../support/sample-campaigns.ts'
import { thingsOf } from '../support/sample-things.ts'

const START = new Date('2026-03-01T10:00:00Z')
const DAY_MS = 86_400_000

let now = START
let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})
beforeEach(() => {
  now = START
})

type Sent = { accepted: number; errors: { index: number; pointer: string; code: string; detail: string }[] }
type Entry = { at: string; kind: string; title: string; by: string | null; details: Record<string, unknown> }

const post = (events: unknown[], key = test.first.key, headers = {}) =>
  test.request<Sent>('POST', '/v1/events', { events }, { key, headers })
const send = async (...events: unknown[]) => (await post(events)).body
const anybody = () => thingsOf(test, test.first).contact()

/** What a contact's timeline says about events, oldest first. */
async function historyOf(contact: string): Promise<Entry[]> {
  const { body } = await test.request<{ data: Entry[] }>('GET', `/v1/contacts/${contact}/timeline?limit=100`)
  return body.data.filter(({ kind }) => kind === 'event').reverse()
}
const namesOf = async (contact: string) => (await historyOf(contact)).map(({ details }) => details.name)

async function countEvents(projectId = test.first.id): Promise<number> {
  const [{ count }] = await test.product.database.query<{ count: number }>(
    'select count(*) as count from events where project_id = $1',
    [projectId],
  )
  return count
}

describe('events', () => {
  it('are history: of messages with campaign, link, machine and kind, and of one’s own with properties', async () => {
    const contact = await anybody()
    const campaign = await test.client.campaigns.create(sampleCampaign('Spring'))
    const sent = await post([
      { contact, name: 'email.sent', at: '2026-02-01T10:00:00Z', campaign: campaign.id },
      { contact, name: 'email.opened', at: '2026-02-01T11:00:00+01:00', campaign: ' Spring ', machine: true },
      { contact, name: 'email.clicked', at: '2026-02-02T10:00:00.7Z', campaign: 'Spring', link: 'https://a.example/x' },
      { contact, name: 'sms.delivered', kind: 'transactional' },
      { contact, name: 'purchase', properties: { amount: 12.5, items: [{ sku: 'a' }] } },
    ])
    expect(sent).toMatchObject({ status: 200, body: { accepted: 5, errors: [] } })
    expect(sent.headers['rollcall-position']).toMatch(/^\d+$/)
    const history = await historyOf(contact)
    expect(history.map(({ at, title }) => [at, title])).toEqual([
      ['2026-02-01T10:00:00.000Z', 'email.sent: "Spring"'],
      ['2026-02-01T10:00:00.000Z', 'email.opened: "Spring"'],
      ['2026-02-02T10:00:00.000Z', 'email.clicked: "Spring"'],
      [START.toISOString(), 'sms.delivered'],
      [START.toISOString(), 'purchase'],
    ])
    const spring = { campaign: 'Spring', campaignId: campaign.id, subject: campaign.subject }
    expect(history.map(({ details }) => details)).toEqual([
      { name: 'email.sent', ...spring, machine: false },
      { name: 'email.opened', ...spring, machine: true },
      { name: 'email.clicked', ...spring, machine: false, link: 'https://a.example/x' },
      { name: 'sms.delivered', machine: false, kind: 'transactional' },
      { name: 'purchase', machine: false, properties: { amount: 12.5, items: [{ sku: 'a' }] } },
    ])
    expect(history[0]?.by).toBe(`campaign:${campaign.id}`)
  })

  it('change no status and no suppression: they only say what happened', async () => {
    const contact = await anybody()
    await send(...['unsubscribed', 'bounced', 'complained'].map((verb) => ({ contact, name: `email.${verb}` })))
    expect(await test.client.contacts.get(contact)).toMatchObject({ status: 'subscribed', suppressed: false })
  })

  it('find their contact by id, e-mail in any case, or externalId', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'Who@example.org', externalId: 'crm/7' }])
    const names = ['by id', 'by e-mail', 'by externalId']
    const sent = await send(
      ...[id, 'who@EXAMPLE.org', 'crm/7'].map((contact, place) => ({ contact, name: names[place] })),
    )
    expect(sent).toEqual({ accepted: 3, errors: [] })
    expect(await namesOf(id)).toEqual(names)
  })

  it('keep the order of the request where they share a second', async () => {
    const contact = await anybody()
    const names = Array.from({ length: 40 }, (_, place) => `step ${place}`)
    await send(...names.map((name) => ({ contact, name })))
    expect(await namesOf(contact)).toEqual(names)
  })
})

describe('a wrong event', () => {
  it('is named with its place, and the rest of 5,000 is recorded', async () => {
    const people = await addContacts(
      test,
      test.first,
      Array.from({ length: 100 }, (_, n) => ({ email: `many${n}@example.org` })),
    )
    const [foreign] = await addContacts(test, test.second, [{ email: 'foreign@example.org' }])
    const gone = await anybody()
    await test.client.contacts.delete(gone)
    const theirs = await thingsOf(test, test.second).campaign()
    const events: unknown[] = Array.from({ length: 5_000 }, (_, n) => ({
      ...{ contact: people[n % 100], name: 'page viewed', id: `page-${n}` },
      ...{ at: new Date(START.getTime() - n * 3_600_000).toISOString(), properties: { n } },
    }))
    const contact = people[0]
    const wrong: [unknown, string, string][] = [
      [{ contact: 'nobody@example.org', name: 'a' }, '/contact', 'not_found'],
      [{ contact: foreign, name: 'a' }, '/contact', 'not_found'],
      [{ contact: gone, name: 'a' }, '/contact', 'not_found'],
      [{ contact, name: 'a\u0000b' }, '/name', 'invalid_request'],
      [{ contact, name: 'email.read' }, '/name', 'invalid_request'],
      [{ contact, name: 'a', at: '2026-03-01T10:06:00Z' }, '/at', 'invalid_request'],
      [{ contact, name: 'a', at: '1969-12-31T23:59:59Z' }, '/at', 'invalid_request'],
      [{ contact, name: 'a', at: '2026-13-01T00:00:00Z' }, '/at', 'invalid_request'],
      [{ contact, name: 'a', properties: { text: 'x'.repeat(20_000) } }, '/properties', 'invalid_request'],
      [{ contact, name: 'email.sent', campaign: 'Unheard of' }, '/campaign', 'not_found'],
      [{ contact, name: 'email.sent', campaign: theirs }, '/campaign', 'not_found'],
      [{ contact, name: 'a', unknown: 1 }, '/unknown', 'invalid_request'],
      ['text', '', 'invalid_request'],
      [null, '', 'invalid_request'],
    ]
    for (const [place, [event]] of wrong.entries()) events[place * 350 + 7] = event
    const before = await countEvents()
    const { status, body } = await post(events)
    expect([status, body.accepted]).toEqual([200, 5_000 - wrong.length])
    expect(body.errors.map(({ index, pointer, code }) => [index, pointer, code])).toEqual(
      wrong.map(([, pointer, code], place) => [place * 350 + 7, `/events/${place * 350 + 7}${pointer}`, code]),
    )
    for (const { detail } of body.errors) expect(detail.length).toBeGreaterThan(10)
    expect(await countEvents()).toBe(before + 5_000 - wrong.length)
  })

  it('alone writes nothing', async () => {
    const { headers, body } = await post([{ contact: 'nobody@example.org', name: 'purchase', at: 'soon' }])
    expect(body).toMatchObject({ accepted: 0, errors: [{ index: 0, pointer: '/events/0/at' }] })
    expect(headers).not.toHaveProperty('rollcall-position')
  })

  it('is one whose campaign name several have', async () => {
    const contact = await anybody()
    const twins = [sampleCampaign('Twin'), sampleCampaign('Twin')]
    const [{ id }] = await Promise.all(twins.map((twin) => test.client.campaigns.create(twin)))
    const { accepted, errors } = await send(
      { contact, name: 'email.sent', campaign: 'Twin' },
      { contact, name: 'email.sent', campaign: id },
    )
    expect([accepted, errors.map(({ index, pointer }) => [index, pointer])]).toEqual([1, [[0, '/events/0/campaign']]])
  })
})

describe('a request for events', () => {
  it.each([
    [{}, '/events'],
    [{ events: [] }, '/events'],
    [{ events: 'all' }, '/events'],
    [{ events: Array(5_001).fill({ contact: 'a', name: 'b' }) }, '/events'],
    [{ events: [{}], upsert: true }, '/upsert'],
  ])('is refused as a whole when it is none: %#', async (body, pointer) => {
    const refused = await test.request<{ errors: { pointer: string }[] }>('POST', '/v1/events', body)
    expect([refused.status, refused.body.errors.map((error) => error.pointer)]).toEqual([422, [pointer]])
  })

  it('counts once with an Idempotency-Key', async () => {
    const contact = await anybody()
    const headers = { 'idempotency-key': `events of ${contact}` }
    const [first, again] = [
      await post([{ contact, name: 'once' }], test.first.key, headers),
      await post([{ contact, name: 'once' }], test.first.key, headers),
    ]
    expect(again.body).toEqual(first.body)
    expect(await namesOf(contact)).toEqual(['once'])
  })
})

describe('an event with an id', () => {
  it('counts once however often it is sent, also twice in one request, also without a time', async () => {
    const contact = await anybody()
    const event = { contact, name: 'signed up', id: `sign-up of ${contact}` }
    expect(await send(event, event, { ...event, name: 'changed' })).toEqual({ accepted: 3, errors: [] })
    now = new Date(START.getTime() + 60_000)
    expect(await send(event)).toEqual({ accepted: 1, errors: [] })
    expect(await namesOf(contact)).toEqual(['signed up'])
  })

  it('counts once when the same requests race', async () => {
    const contacts = await Promise.all(Array.from({ length: 5 }, anybody))
    const events = contacts.map((contact) => ({ contact, name: 'raced', id: `race of ${contact}` }))
    const races = Array.from({ length: 8 }, (_, turn) => post(turn % 2 === 0 ? events : events.toReversed()))
    for (const { body } of await Promise.all(races)) expect(body).toEqual({ accepted: 5, errors: [] })
    for (const contact of contacts) expect(await namesOf(contact)).toEqual(['raced'])
  })

  it('is remembered for 35 days and forgotten some time later', async () => {
    const contact = await anybody()
    const event = { contact, name: 'renewed', id: `renewal of ${contact}` }
    await send(event)
    now = new Date(START.getTime() + 35 * DAY_MS)
    await deleteOldEventKeys(test.product.database, now)
    await send(event)
    expect(await namesOf(contact)).toEqual(['renewed'])
    now = new Date(START.getTime() + 38 * DAY_MS)
    await deleteOldEventKeys(test.product.database, now)
    await send(event)
    expect(await namesOf(contact)).toEqual(['renewed', 'renewed'])
  })

  it('is another one in another project', async () => {
    const [ours] = await addContacts(test, test.first, [{ email: 'both@example.org' }])
    await addContacts(test, test.second, [{ email: 'both@example.org' }])
    const event = { contact: 'both@example.org', name: 'bought', id: 'same id' }
    const before = await countEvents(test.second.id)
    await post([event])
    await post([event], test.second.key)
    expect([await namesOf(ours), (await countEvents(test.second.id)) - before]).toEqual([['bought'], 1])
  })

  it('may be sent again with what was wrong mended', async () => {
    const contact = await anybody()
    const event = { contact, name: 'mended', id: `mending of ${contact}` }
    expect(await send({ ...event, at: '2027-01-01T00:00:00Z' })).toMatchObject({ accepted: 0 })
    expect(await send(event)).toMatchObject({ accepted: 1 })
    expect(await namesOf(contact)).toEqual(['mended'])
  })
})

describe('the change feed', () => {
  it('hears of new events by whom, and rereads nobody', async () => {
    const contact = await anybody()
    const { headers } = await post([
      { contact, name: 'one' },
      { contact, name: 'two' },
    ])
    const changes = await test.product.database.query(
      `select kind, rows, changed_by, (select sum(upper(run) - lower(run)) from unnest(events) run) as events
       from changes where xid = $1::xid8`,
      [headers['rollcall-position']],
    )
    expect(changes).toEqual([{ kind: 'events', rows: [], changed_by: expect.stringMatching(/^key:key_/), events: '2' }])
  })

  it('lets whoever waits for an event’s position read at once', async () => {
    const contact = await anybody()
    const { headers } = await post([{ contact, name: 'seen' }])
    const after = { 'rollcall-after': headers['rollcall-position'] ?? '' }
    const counted = await test.request('POST', '/v1/segments/preview', { filters: {} }, { headers: after })
    expect(counted.status).toBe(200)
  })
})
