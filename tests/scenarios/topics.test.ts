import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'
import { thingsOf } from '../support/sample-things.ts'

const START = new Date('2026-03-01T10:00:00Z')
const LATER = new Date('2026-03-02T10:00:00Z')

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

type Topic = { id: string; name: string }
type Standing = { topic: string; name: string; subscribed: boolean; answeredAt: string | null }

const request = <Body>(method: string, path: string, body?: unknown) => test.request<Body>(method, `/v1${path}`, body)
const create = async (topic: object) => (await request<Topic>('POST', '/topics', { default: 'opt_in', ...topic })).body
const codeOf = ({ status, body }: Reply) => [status, (body as { code?: string }).code]
const anybody = (project = test.first) => thingsOf(test, project).contact()

async function standingOf(contact: string, topic: string): Promise<Standing | undefined> {
  const { body } = await request<{ data: Standing[] }>('GET', `/contacts/${contact}/topics`)
  return body.data.find((standing) => standing.topic === topic)
}

async function historyOf(contact: string) {
  type Entry = { at: string; kind: string; title: string; by: string; details: object }
  const { body } = await request<{ data: Entry[] }>('GET', `/contacts/${contact}/timeline?limit=100`)
  return body.data.filter(({ kind }) => kind === 'topic')
}

describe('a topic', () => {
  it('is public, active and first in order unless it says otherwise, and found by id or exact name', async () => {
    const made = await create({ name: ' Cafe\u0301 news ', default: 'opt_out' })
    expect(made).toMatchObject({
      ...{ name: 'Café news', description: null, default: 'opt_out', visibility: 'public' },
      ...{ displayOrder: 0, isActive: true },
    })
    expect(made.id).toMatch(/^top_/)
    for (const text of [made.id, 'Cafe\u0301 news']) {
      expect((await request('GET', `/topics/${encodeURIComponent(text)}`)).body).toEqual(made)
    }
    expect((await request('GET', '/topics/café%20news')).status).toBe(404)
  })

  it('cannot have a name that is taken', async () => {
    const { id } = await create({ name: 'Taken' })
    const other = await create({ name: 'Other' })
    const again = await request<{ detail: string }>('POST', '/topics', { name: 'Taken', default: 'opt_in' })
    expect([...codeOf(again), again.body.detail.includes(id)]).toEqual([409, 'already_exists', true])
    expect(codeOf(await request('PATCH', `/topics/${other.id}`, { name: 'Taken' }))).toEqual([409, 'already_exists'])
  })

  it.each([
    [{ name: 'x' }, '/default'],
    [{ name: '', default: 'opt_in' }, '/name'],
    [{ name: 'x', default: 'maybe' }, '/default'],
    [{ name: 'x', default: 'opt_in', visibility: 'secret' }, '/visibility'],
    [{ name: 'x', default: 'opt_in', displayOrder: -1 }, '/displayOrder'],
    [{ name: 'x', default: 'opt_in', extra: 1 }, '/extra'],
  ])('is refused: %j', async (body, pointer) => {
    const refused = await request<{ errors: { pointer: string }[] }>('POST', '/topics', body)
    expect([refused.status, refused.body.errors.map((error) => error.pointer)]).toEqual([422, [pointer]])
  })

  it('changes what is given and keeps the rest', async () => {
    const { id } = await create({ name: 'Changing', description: 'Weekly', visibility: 'private', displayOrder: 7 })
    const changed = await request('PATCH', '/topics/Changing', { name: 'Changed', description: null, isActive: false })
    expect(changed.body).toMatchObject({
      ...{ id, name: 'Changed', description: null, visibility: 'private', displayOrder: 7, isActive: false },
      default: 'opt_in',
    })
  })

  it('is listed in its order, then by name; inactive ones when asked for', async () => {
    for (const [name, displayOrder, isActive] of [
      ['L b', 900, true],
      ['L a', 900, true],
      ['L first', 899, true],
      ['L off', 901, false],
    ]) {
      await create({ name, displayOrder, isActive })
    }
    const list = async (query: string) => {
      const names: string[] = []
      for (let after = ''; ; ) {
        type Page = { data: Topic[]; next_cursor: string | null }
        const { body } = await request<Page>('GET', `/topics?limit=2${query}${after}`)
        names.push(...body.data.map(({ name }) => name))
        if (body.next_cursor === null) return names.filter((name) => name.startsWith('L '))
        after = `&after=${body.next_cursor}`
      }
    }
    expect(await list('')).toEqual(['L first', 'L a', 'L b'])
    expect(await list('&includeInactive=true')).toEqual(['L first', 'L a', 'L b', 'L off'])
  })

  it('is nobody else’s', async () => {
    const { id } = await create({ name: 'Ours alone' })
    const ours = await anybody()
    const theirs = await anybody(test.second)
    const as = (key: string, path: string, contact: string) =>
      test.request('POST', `/v1/topics/${path}/subscribe`, { contact }, { key })
    expect(codeOf(await as(test.second.key, id, theirs))).toEqual([404, 'not_found'])
    expect(codeOf(await as(test.second.key, 'Ours%20alone', theirs))).toEqual([404, 'not_found'])
    expect(codeOf(await as(test.first.key, id, theirs))).toEqual([404, 'not_found'])
    expect((await as(test.first.key, id, ours)).status).toBe(200)
  })
})

describe('an answer', () => {
  it('stands with its time and proof whatever the default becomes, and leaves the status alone', async () => {
    const { id } = await create({ name: 'Newsletter' })
    const contact = await anybody()
    expect(await standingOf(contact, id)).toMatchObject({ subscribed: true, answeredAt: null })
    const proof = { source: 'preference page', ip: '192.0.2.1' }
    const out = await request('POST', '/topics/Newsletter/unsubscribe', { contact, proof })
    expect(out.body).toEqual({ topic: id, contact, subscribed: false })
    expect(await standingOf(contact, id)).toMatchObject({ subscribed: false, answeredAt: START.toISOString() })
    now = LATER
    await request('POST', `/topics/${id}/subscribe`, { contact })
    await request('PATCH', `/topics/${id}`, { default: 'opt_out' })
    expect(await standingOf(contact, id)).toMatchObject({ subscribed: true, answeredAt: LATER.toISOString() })
    expect(await standingOf(await anybody(), id)).toMatchObject({ subscribed: false, answeredAt: null })
    expect((await test.client.contacts.get(contact)).status).toBe('subscribed')
    expect((await historyOf(contact)).map(({ at, title, details }) => [at, title, details])).toEqual([
      [LATER.toISOString(), 'Subscribed to the topic "Newsletter"', { topic: 'Newsletter', subscribed: true }],
      [
        START.toISOString(),
        'Unsubscribed from the topic "Newsletter"',
        { topic: 'Newsletter', subscribed: false, proof },
      ],
    ])
  })

  it('is in the index as what was said; who said nothing is not', async () => {
    const { id } = await create({ name: 'Indexed' })
    const [wants, refuses] = [await anybody(), await anybody()]
    await request('POST', `/topics/${id}/subscribe`, { contact: wants })
    const { headers } = await request('POST', `/topics/${id}/unsubscribe`, { contact: refuses })
    const { index } = test.product
    await index.caughtUp(test.first.id, headers['rollcall-position'] ?? null)
    const count = (answer: string) => index.count(test.first.id, { is: 'set', set: `topic:${id}:${answer}` })
    expect([await count('opted_in'), await count('opted_out')]).toEqual([1, 1])
  })

  it('given again changes nothing, and one that equals the default is an answer', async () => {
    const { id } = await create({ name: 'Again' })
    const contact = await anybody()
    const answer = () => request('POST', `/topics/${id}/subscribe`, { contact })
    const first = await answer()
    now = LATER
    await answer()
    expect(await standingOf(contact, id)).toMatchObject({ subscribed: true, answeredAt: START.toISOString() })
    expect(await historyOf(contact)).toHaveLength(1)
    const changes = await test.product.database.query(
      `select kind, cardinality(rows) as rows from changes where xid = $1::xid8`,
      [first.headers['rollcall-position']],
    )
    expect(changes).toEqual([{ kind: 'contacts', rows: 1 }])
  })

  it('is refused from nobody and without a source of proof', async () => {
    const { id } = await create({ name: 'Asked' })
    const nobody = await request('POST', `/topics/${id}/subscribe`, { contact: 'nobody@example.org' })
    expect(codeOf(nobody)).toEqual([404, 'not_found'])
    const contact = await anybody()
    expect((await request('POST', `/topics/${id}/subscribe`, { contact, proof: {} })).status).toBe(422)
    expect((await request('POST', `/topics/${id}/subscribe`, {})).status).toBe(422)
  })

  it('leaves with its topic, and its history stays', async () => {
    const { id } = await create({ name: 'Leaving' })
    const contact = await anybody()
    await request('POST', `/topics/${id}/subscribe`, { contact })
    expect((await request('DELETE', `/topics/${id}`)).status).toBe(204)
    expect((await request('GET', `/topics/${id}`)).status).toBe(404)
    expect(await standingOf(contact, id)).toBeUndefined()
    expect(await historyOf(contact)).toHaveLength(1)
  })

  it('never outlives a topic that is deleted at the same moment', async () => {
    const contact = await anybody()
    for (let round = 0; round < 10; round += 1) {
      const { id } = await create({ name: `Race ${round}` })
      const [answered, deleted] = await Promise.all([
        request('POST', `/topics/${id}/subscribe`, { contact }),
        request('DELETE', `/topics/${id}`),
      ])
      expect(['200 204', '404 204']).toContain(`${answered.status} ${deleted.status}`)
    }
  })
})

it('is not deleted while something uses it', async () => {
  const { id } = await create({ name: 'Used' })
  const segment = await test.client.segments.create({ name: 'Readers', kind: 'dynamic', filters: {} })
  // What saving a filter with a topic writes down.
  await test.product.database.query(
    `insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
     select project_id, 'topic', $1, 'segment', id from segments where name = 'Readers'`,
    [id],
  )
  const refused = await request<{ detail: string }>('DELETE', `/topics/${id}`)
  expect([...codeOf(refused), refused.body.detail]).toEqual([
    409,
    'in_use',
    'The topic "Used" is used by the segment "Readers".',
  ])
  await test.client.segments.delete(segment.id)
  expect((await request('DELETE', `/topics/${id}`)).status).toBe(204)
})

describe('the list of topics with stats', () => {
  it('counts who gets each, by answer or default, and tells what uses it', async () => {
    const people = [await anybody(), await anybody()]
    const everyone = (await test.read<{ contactCount: number }>('GET', '/v1/project')).body.contactCount
    const news = await create({ name: 'Counted news', default: 'opt_in' })
    const offers = await create({ name: 'Counted offers', default: 'opt_out' })
    await request('POST', `/topics/${news.id}/unsubscribe`, { contact: people[0] })
    for (const contact of people) await request('POST', `/topics/${offers.id}/subscribe`, { contact })
    const { data } = await test.client.topics.list({ stats: true, limit: 100 })
    const count = (id: string) => data.find((topic) => topic.id === id)?.subscribers
    expect([count(news.id), count(offers.id)]).toEqual([everyone - 1, 2])
    const filters = { conditions: [{ type: 'topic', op: 'subscribed', topic: news.id }] }
    const segment = await test.client.segments.create({ name: 'Readers', kind: 'dynamic', filters })
    expect((await test.client.topics.uses(news.id)).data).toEqual([
      { kind: 'segment', id: segment.id, name: 'Readers' },
    ])
  })
})
