import { parseId } from '@rollcall/contract'
import { AudienceIndex, openLocalShard } from '@rollcall/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFilter } from '../../packages/server/src/audience/compile.ts'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'

let campaigning: Campaigning
const test = () => campaigning.product
const client = () => campaigning.product.client
beforeAll(async () => {
  campaigning = await createCampaigning()
  await client().fields.create({ key: 'plan', type: 'select', options: ['free', 'pro'] })
  await client().topics.create({ name: 'News', default: 'opt_in' })
  await client().pipelines.create({ name: 'Sales', stages: ['New'] })
})
afterAll(() => campaigning.drop())

const merge = (into: string, body: object) => test().request('POST', `/v1/contacts/${into}/merge`, body)
const create = async (email: string, contact: object = {}) => (await client().contacts.create({ email, ...contact })).id
const count = async (conditions: object[]) =>
  (await test().read<{ count: number }>('POST', '/v1/segments/preview', { filters: { match: 'all', conditions } })).body
    .count
const titlesOf = async (id: string) =>
  (await client().contacts.timeline(id, { limit: 100 })).data.map(({ title }) => title)

describe('merging two contacts', () => {
  const at = '2026-01-05T00:00:00Z'
  let ids: { into: string; from: string }

  const RULES = [
    { type: 'tag', op: 'has_all', tags: ['one', 'two', 'both'] },
    { type: 'event', name: 'purchase', op: 'did', count: { op: 'gte', value: 2 } },
    { type: 'field', field: 'plan', op: 'is', values: ['pro'] },
    { type: 'field', field: 'phone', op: 'is', values: ['+6281234567890'] },
    { type: 'status', op: 'is', values: ['unsubscribed'] },
    { type: 'segment', op: 'in', segment: 'List' },
    { type: 'topic', topic: 'News', op: 'not_subscribed' },
    { type: 'funnel', op: 'is', values: ['customer'] },
  ]

  beforeAll(async () => {
    ids = {
      into: await create('into@example.org', { tags: ['one', 'both'], firstName: 'Ada', fields: { plan: 'free' } }),
      from: await create('from@example.org', {
        ...{ externalId: 'crm-1', phone: '+6281234567890', tags: ['two', 'both'], fields: { plan: 'pro' } },
        ...{ status: 'unsubscribed', proof: { source: 'a letter' }, funnel: 'customer', consent: { sms: 'opted_out' } },
      }),
    }
    await client().segments.create({ name: 'List', kind: 'static', contacts: [ids.from] })
    await client().topics.unsubscribe('News', { contact: ids.from, proof: { source: 'a call' } })
    await client().opportunities.create({
      contact: ids.from,
      name: 'Tents',
      pipeline: 'Sales',
      stage: 'New',
      value: 12,
    })
    await client().events.create({
      events: [ids.into, ids.from].map((contact) => ({ contact, name: 'purchase', at, properties: { amount: 5 } })),
    })
  })

  it('is shown field by field before it is done', async () => {
    const preview = await client().contacts.previewMerge(ids.into, { from: ids.from })
    expect(preview.fields).toEqual(
      expect.arrayContaining([
        { key: 'email', this: 'into@example.org', other: 'from@example.org', result: 'into@example.org', from: 'this' },
        { key: 'phone', this: null, other: '+6281234567890', result: '+6281234567890', from: 'other' },
        { key: 'funnel', this: null, other: 'customer', result: 'customer', from: 'other' },
        { key: 'plan', this: 'free', other: 'pro', result: 'free', from: 'this' },
      ]),
    )
    expect(preview.consent).toEqual([
      { channel: 'email', this: 'subscribed', other: 'unsubscribed', result: 'unsubscribed' },
      { channel: 'sms', this: 'unknown', other: 'opted_out', result: 'opted_out' },
    ])
    expect(preview.tags.toSorted()).toEqual(['both', 'one', 'two'])
    expect(preview.moves).toEqual({ lists: 1, events: 1, deliveries: 0, opportunities: 1 })
    expect((await client().contacts.get(ids.from)).email).toBe('from@example.org')
  })

  it('refuses the same contact, nobody, and fields that there are not', async () => {
    expect(await merge(ids.into, { from: 'into@example.org' })).toMatchObject({ status: 422 })
    expect(await merge(ids.into, { from: 'nobody@example.org' })).toMatchObject({ status: 404 })
    const refused = await merge(ids.into, { from: ids.from, fields: { hat: 'other' } })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/fields/hat' }] } })
  })

  it('leaves one, with all that both had and the stricter answers', async () => {
    const { status, body } = await merge(ids.into, { from: ids.from, fields: { plan: 'other' } })
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ id: ids.into, email: 'into@example.org', externalId: 'crm-1', phone: '+6281234567890', firstName: 'Ada' },
        ...{ status: 'unsubscribed', funnel: 'customer', fields: { plan: 'pro' }, consent: { sms: 'opted_out' } },
      },
    ])
    expect((await test().request('GET', `/v1/contacts/${ids.from}`)).status).toBe(404)
    expect((await client().contacts.get('crm-1')).id).toBe(ids.into)
    expect((await client().opportunities.list({ contact: ids.into })).total).toBe(1)
    expect((await client().segments.get('List')).count).toBe(1)
  })

  it('tells so in the timeline, together with what both did', async () => {
    const { data } = await client().contacts.timeline(ids.into, { limit: 100 })
    expect(data.find(({ kind }) => kind === 'merged')).toMatchObject({
      title: 'Merged with "from@example.org"',
      details: { contact: 'from@example.org', contactId: ids.from },
    })
    expect(data.filter(({ kind }) => kind === 'event')).toHaveLength(2)
    const titles = data.map(({ title }) => title)
    expect(titles).toEqual(
      expect.arrayContaining(['Unsubscribed from the topic "News"', 'Opportunity "Tents" created']),
    )
    const [last] = data.filter(({ kind, details }) => kind === 'consent' && details.channel === 'email')
    expect(last?.details).toMatchObject({ state: 'opted_out', proof: { source: 'merged with from@example.org' } })
  })

  it('counts at once as an index does that is loaded anew', async () => {
    const { database, log, now } = test().product
    const openIndex = () =>
      new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 64 * 1024 * 1024 }) })
    const anew = startLiveIndex({ database, openIndex, now, log })
    for (const rule of RULES) {
      const filters = { match: 'all', conditions: [rule] }
      const { lowering } = await compileFilter(database, test().first.id, { filters, now: now() })
      expect([rule, await count([rule]), await anew.count(test().first.id, lowering)]).toEqual([rule, 1, 1])
    }
    expect(await count([])).toBe(await anew.count(test().first.id, { is: 'constant', value: true }))
    await anew.close()
  })

  it('changes nothing when it is asked for again', async () => {
    const before = await titlesOf(ids.into)
    expect(await merge(ids.into, { from: ids.from })).toMatchObject({ status: 200, body: { id: ids.into } })
    expect(await titlesOf(ids.into)).toEqual(before)
  })

  it('keeps an address that asked for no mail away, whichever of the two addresses stays', async () => {
    const [into, from] = [await create('kept@example.org'), await create('complained@example.org')]
    await client().suppressions.create({ email: 'complained@example.org', reason: 'complaint' })
    await merge(into, { from })
    expect(await client().contacts.get(into)).toMatchObject({ email: 'kept@example.org', suppressed: true })
    expect((await client().suppressions.list({ email: 'Kept@example.org' })).data).toMatchObject([
      { reason: 'complaint', note: 'Merged with complained@example.org' },
    ])
    const [bounced, other] = [await create('bounced@example.org'), await create('fresh@example.org')]
    await client().suppressions.create({ email: 'bounced@example.org', reason: 'bounce' })
    await merge(other, { from: bounced })
    expect(await client().contacts.get(other)).toMatchObject({ suppressed: false })
  })

  it('lets the other be brought back with its tags, as any that was deleted', async () => {
    const [into, from] = [await create('stays@example.org'), await create('returns@example.org', { tags: ['back'] })]
    await merge(into, { from })
    expect(await client().contacts.restore(from)).toMatchObject({ email: 'returns@example.org', tags: ['back'] })
    expect(await client().contacts.get(into)).toMatchObject({ tags: ['back'] })
  })
})

describe('merging people of a campaign', () => {
  const stateOf = async (id: string, campaign: string) => {
    const { data } = await client().contacts.timeline(id, { kinds: 'delivery' })
    return data.filter(({ details }) => details.campaignId === campaign).map(({ details }) => details.state)
  }

  it('sends a message once, before, between and after', async () => {
    const tag = await campaigning.people(emails('once', 6).map((email) => ({ email })))
    const idOf = async (place: number) => (await client().contacts.get(`once${place}@example.org`)).id
    const [a, b, c, d, e, f] = await Promise.all([0, 1, 2, 3, 4, 5].map(idOf))
    const campaign = await campaigning.draft({ include: { tags: [tag] } })
    await campaigning.launch(campaign)
    // Frozen for six; nothing is written down yet.
    await merge(a ?? '', { from: b })
    campaigning.start()
    await campaigning.finished(campaign)
    await merge(d ?? '', { from: c })
    await merge(e ?? '', { from: f, fields: { email: 'other' } })
    const to = (await campaigning.recipients()).filter((address) => address.startsWith('once'))
    expect(to).toEqual([0, 2, 3, 4, 5].map((place) => `once${place}@example.org`))
    for (const id of [a, d, e]) expect(await stateOf(id ?? '', campaign)).toEqual(['sent'])
    expect(await campaigning.results(campaign)).toMatchObject({ sent: 5, skipped: 1 })
  })

  it.each([
    ['queued', 'sent', 'sent', 'skipped'],
    ['sent', 'queued', 'sent', 'skipped'],
    ['queued', 'queued', 'queued', 'skipped'],
    ['skipped', 'deferred', 'deferred', 'skipped'],
    ['failed', 'queued', 'queued', 'failed'],
    ['sent', 'sent', 'sent', 'sent'],
    ['leased', 'sending', 'sending', 'skipped'],
  ])('keeps of %s and %s the one that says more: %s, and the other is %s', async (mine, theirs, kept, left) => {
    const { database } = test().product
    const name = `${mine}-${theirs}`
    const [into, from] = [await create(`${name}-1@example.org`), await create(`${name}-2@example.org`)]
    const campaign = await campaigning.draft({ include: { everyone: true } })
    const states: [string, string][] = [
      [into, mine],
      [from, theirs],
    ]
    for (const [id, state] of states) {
      await database.query(
        `insert into deliveries (project_id, campaign_id, row_no, state)
         select $1, $2, row_no, $4 from contacts where project_id = $1 and id = $3`,
        [test().first.id, parseId('campaign', campaign), parseId('contact', id), state],
      )
    }
    await merge(into, { from })
    const rows = await database.query<{ id: string; state: string }>(
      `select c.id, d.state from deliveries d join contacts c on c.project_id = $1 and c.row_no = d.row_no
       where d.project_id = $1 and d.campaign_id = $2`,
      [test().first.id, parseId('campaign', campaign)],
    )
    const found = new Map(rows.map((row) => [row.id, row.state]))
    expect([found.get(parseId('contact', into) ?? ''), found.get(parseId('contact', from) ?? '')]).toEqual([kept, left])
  })

  it('unsubscribes who is left when a link in an old message is used', async () => {
    const tag = await campaigning.people([{ email: 'old-address@example.org' }])
    const campaign = await campaigning.draft({ include: { tags: [tag] } })
    await campaigning.sendAll(campaign)
    const { data } = await client().catcher.list({ limit: 100 })
    const message = data.find(({ to }) => to.includes('old-address@example.org'))
    const { html } = await client().catcher.get(message?.id ?? '')
    const link = /\/u\/[\w-]+|\/unsubscribe\/[\w-]+/.exec(html ?? '')?.[0]
    const first = await create('first@example.org')
    const second = await create('second@example.org')
    await merge(first, { from: 'old-address@example.org' })
    await merge(second, { from: first })
    expect((await test().inject({ method: 'POST', url: link })).status).toBe(200)
    expect(await client().contacts.get(second)).toMatchObject({ status: 'unsubscribed' })
  })
})
