import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addContacts, type GivenContact } from '../support/add-contacts.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const request = (method: string, path: string, body?: unknown) => test.request(method, `/v1${path}`, body)
const read = (method: string, path: string, body?: unknown) => test.read(method, `/v1${path}`, body)
const pointersOf = ({ body }: Reply) =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer)

type List = { data: { id: string; email: string }[]; has_more: boolean; next_cursor: string | null; total?: number }
// why: a list by its contract
const listOf = ({ body }: Reply) => body as List
const emailsOf = (reply: Reply) => listOf(reply).data.map(({ email }) => email)

describe('one contact', () => {
  it('is found by id, by e-mail in any case, and by externalId', async () => {
    const [id] = await addContacts(test, test.first, [
      {
        email: 'Zoë@Example.org',
        firstName: 'Zoë',
        lastName: 'Ünal',
        externalId: 'crm/7 ü',
        country: 'TR',
        tags: ['b', 'a'],
      },
    ])
    const byId = await request('GET', `/contacts/${id}`)
    expect(byId.body).toMatchObject({
      id,
      email: 'Zoë@Example.org',
      name: 'Zoë Ünal',
      externalId: 'crm/7 ü',
      country: 'TR',
      status: 'subscribed',
      suppressed: false,
      channels: {},
      consent: {},
    })
    for (const name of ['zoë@example.ORG', 'ZOË@EXAMPLE.ORG'.normalize('NFD'), 'crm/7 ü']) {
      expect((await request('GET', `/contacts/${encodeURIComponent(name)}`)).body).toEqual(byId.body)
    }
  })

  it.each([
    'con_01h455vb4pex5vsknk084sn02q',
    'con_',
    'nobody@example.org',
    '%00',
    '%F0%9F%92%A9',
    "'; drop table contacts --",
  ])('called %s is not there', async (name) => {
    expect(await request('GET', `/contacts/${name}`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('of another project, and a deleted one, is not there', async () => {
    const [id, deleted] = await addContacts(test, test.first, [
      { email: 'mine@example.org', externalId: 'mine' },
      { email: 'deleted@example.org', externalId: 'deleted' },
    ])
    await test.product.database.query("update contacts set deleted_at = now() where email = 'deleted@example.org'")
    for (const name of [deleted, 'deleted@example.org', 'deleted']) {
      expect((await request('GET', `/contacts/${name}`)).status).toBe(404)
    }
    const theirs = { key: test.second.key }
    for (const name of [id, 'mine@example.org', 'mine']) {
      for (const path of [`/v1/contacts/${name}`, `/v1/contacts/${name}/timeline`]) {
        expect((await test.request('GET', path, undefined, theirs)).status).toBe(404)
      }
      expect((await test.request('POST', `/v1/contacts/${name}/tags`, { tags: ['x'] }, theirs)).status).toBe(404)
    }
  })

  it('is shown with its channels, its consent, and its tags in the order in which they came', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'full@example.org', tags: ['second'] }])
    await request('POST', `/contacts/${id}/tags`, { tags: ['a later one'] })
    await test.product.database.query(
      `with c as (select project_id, row_no from contacts where email = 'full@example.org'),
       channel as (insert into contact_channels select project_id, row_no, 'sms', '+62811' from c)
       insert into consents (project_id, row_no, channel, state) select project_id, row_no, 'sms', 'opted_in' from c`,
    )
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({
      tags: ['second', 'a later one'],
      channels: { sms: '+62811' },
      consent: { sms: 'opted_in' },
    })
  })
})

describe('the list of contacts', () => {
  const people: GivenContact[] = Array.from({ length: 25 }, (_, place) => ({
    email: `list${String(place).padStart(2, '0')}@example.org`,
    firstName: place % 2 ? 'Renée' : 'Łukasz',
    status: place < 5 ? 'unsubscribed' : 'subscribed',
    tags: place < 10 ? ['Listed'] : [],
  }))

  it('is newest first and loses and repeats nobody while contacts come and go', async () => {
    const key = test.second.key
    await addContacts(test, test.second, people)
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: Reply = await test.request('GET', `/v1/contacts?limit=4${after && `&after=${after}`}`, undefined, {
        key,
      })
      seen.push(...emailsOf(page))
      after = listOf(page).next_cursor
      expect(listOf(page).has_more).toBe(after !== null)
      await addContacts(test, test.second, [{ email: `new${seen.length}@example.org` }])
      await test.product.database.query('update contacts set deleted_at = now() where email = $1', [seen[0]])
    }
    expect(seen).toEqual(people.map(({ email }) => email).toReversed())
  })

  it('narrows by tag, status, segment and free search, together', async () => {
    await addContacts(test, test.first, people)
    await request('POST', '/segments', {
      name: 'Odd ones',
      filters: { conditions: [{ type: 'field', field: 'firstName', op: 'is', values: ['RENÉE'] }] },
    })
    const first = await read(
      'GET',
      '/contacts?tag=Listed&status=unsubscribed&segment=Odd%20ones&q=renee%20list&limit=1',
    )
    expect(emailsOf(first)).toEqual(['list03@example.org'])
    const second = await read(
      'GET',
      `/contacts?tag=Listed&status=unsubscribed&segment=Odd%20ones&q=renee%20list&after=${listOf(first).next_cursor}`,
    )
    expect(emailsOf(second)).toEqual(['list01@example.org'])
    expect(listOf(second)).toMatchObject({ has_more: false, next_cursor: null })
    const exact = await read('GET', '/contacts?q=ŁUKASZ%20list04')
    expect([emailsOf(exact), exact.body]).toMatchObject([['list04@example.org'], { approximate: false }])
    const near = await read('GET', '/contacts?q=LUKASZ%20list04')
    expect([emailsOf(near), near.body]).toMatchObject([['list04@example.org'], { approximate: true }])
    expect((await read('GET', '/contacts?q=LUKASZ%20list04&tag=Listed&status=bounced')).body).toMatchObject({
      data: [],
    })
  })

  it.each([
    ['limit=0', '?limit'],
    ['limit=101', '?limit'],
    ['status=gone', '?status'],
    ['tag=nobody%20has%20this', '?tag'],
    ['after=nonsense', '?after'],
    ['after=LTE', '?after'],
    ['after=OTk5OTk5OTk5OTk5OQ', '?after'],
    ['q=x&after=nonsense', '?after'],
    ['colour=red', '?colour'],
  ])('refuses ?%s', async (query, pointer) => {
    const refused = await request('GET', `/contacts?${query}`)
    expect([refused.status, pointersOf(refused)]).toEqual([422, [pointer]])
  })
})

describe('searching contacts', () => {
  beforeAll(async () => {
    await request('POST', '/fields', { key: 'ltv', type: 'number' })
    await request('POST', '/fields', { key: 'likes', type: 'list', options: ['tea'] })
    await addContacts(test, test.first, [
      { email: 's1@search.example', firstName: 'Ada', fields: { ltv: 20 }, tags: ['Searched'] },
      { email: 's2@search.example', firstName: 'ada', fields: { ltv: 100 }, status: 'unsubscribed' },
      { email: 's3@search.example', firstName: 'Grace', fields: { ltv: 3 }, tags: ['Searched', 'Kept'] },
      { email: 's4@search.example', status: 'unsubscribed', tags: ['Kept'] },
    ])
  })
  const search = (body: Record<string, unknown>) => read('POST', '/contacts/search', { q: 'search.example', ...body })

  it('gives the total, and everyone without a filter', async () => {
    expect(listOf(await search({}))).toMatchObject({ total: 4, has_more: false })
    expect(emailsOf(await search({}))).toEqual([4, 3, 2, 1].map((n) => `s${n}@search.example`))
    expect(
      emailsOf(await search({ filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['Searched'] }] } })),
    ).toEqual(['s3@search.example', 's1@search.example'])
  })

  it.each([
    ['ltv', 'asc', [3, 1, 2, 4]],
    ['fields.ltv', 'desc', [2, 1, 3, 4]],
    ['firstName', 'asc', [1, 2, 3, 4]],
    ['email', 'desc', [4, 3, 2, 1]],
  ])('sorts by %s %s, missing last, page by page', async (field, direction, expected) => {
    const sort = { field, direction }
    const seen: string[] = []
    let after: string | null = null
    do {
      const page: Reply = await search({ sort, limit: 1, ...(after !== null && { after }) })
      expect(listOf(page).total).toBe(4)
      seen.push(...emailsOf(page))
      after = listOf(page).next_cursor
    } while (after !== null)
    expect(seen).toEqual(expected.map((n) => `s${n}@search.example`))
  })

  it('answers the nearest people, page by page, when nobody matches exactly, and says so', async () => {
    const near = (body: Record<string, unknown>) => read('POST', '/contacts/search', body)
    expect((await search({})).body).toMatchObject({ total: 4, approximate: false })
    const first = await near({ q: 'saerch.exmaple', limit: 3 })
    expect(first.body).toMatchObject({ total: 4, approximate: true, has_more: true })
    const second = await near({ q: 'saerch.exmaple', limit: 3, after: listOf(first).next_cursor })
    expect(second.body).toMatchObject({ total: 4, approximate: true, has_more: false })
    expect([...emailsOf(first), ...emailsOf(second)]).toEqual([4, 3, 2, 1].map((n) => `s${n}@search.example`))
    expect(emailsOf(await near({ q: 'Garce' }))).toEqual(['s3@search.example'])
    expect((await near({ q: 'Grxyz' })).body).toMatchObject({ total: 0, approximate: false })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['Kept'] }] }
    const outside = await near({ q: 's2@search.example', filters })
    expect(outside.body).toMatchObject({ total: 0, approximate: false })
    expect(emailsOf(await near({ q: 'saerch.example', filters }))).toEqual(['s4@search.example', 's3@search.example'])
  })

  it('shows a smart list: its filter, its sort, and whoever carries its tag', async () => {
    const made = await request('POST', '/views', {
      name: 'Active or kept',
      filters: { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] },
      sort: { field: 'email', direction: 'asc' },
      includedTag: 'Kept',
    })
    expect(made.status).toBe(201)
    const shown = await search({ view: 'Active or kept' })
    expect(emailsOf(shown)).toEqual(['s1@search.example', 's3@search.example', 's4@search.example'])
    const narrowed = await search({ view: 'Active or kept', sort: { field: 'email', direction: 'desc' }, limit: 1 })
    expect(emailsOf(narrowed)).toEqual(['s4@search.example'])
  })

  it('looks into one segment, static or dynamic', async () => {
    await request('POST', '/segments', {
      name: 'By hand',
      kind: 'static',
      contacts: ['s1@search.example', 's4@search.example'],
    })
    expect(emailsOf(await search({ segment: 'By hand' }))).toEqual(['s4@search.example', 's1@search.example'])
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['Kept'] }] }
    expect(emailsOf(await search({ segment: 'By hand', filters }))).toEqual(['s4@search.example'])
  })

  it.each([
    [{ sort: { field: 'nonsense' } }, ['/sort/field']],
    [{ sort: { field: 'search' } }, ['/sort/field']],
    [
      { filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['nobody has this'] }] } },
      ['/filters/conditions/0/tags/0'],
    ],
    [{ limit: 101 }, ['/limit']],
    [{ page: 2 }, ['/page']],
  ])('refuses %j', async (body, pointers) => {
    const refused = await search(body)
    expect([refused.status, pointersOf(refused)]).toEqual([422, pointers])
  })

  it('says what can be sorted by, and refuses the cursor of another order', async () => {
    const refused = await search({ sort: { field: 'nonsense' } })
    expect(JSON.stringify(refused.body)).toMatch(/email, .*createdAt.*fields\.ltv/)
    const page = listOf(await search({ sort: { field: 'email' }, limit: 1 }))
    expect((await search({ sort: { field: 'ltv' }, limit: 1, after: page.next_cursor })).status).toBe(422)
  })

  it('sees nothing of another project', async () => {
    const { body } = await test.read('POST', '/v1/contacts/search', { q: 'search.example' }, { key: test.second.key })
    expect(body).toMatchObject({ data: [], total: 0 })
    const foreign = { segment: 'By hand' }
    expect((await test.read('POST', '/v1/contacts/search', foreign, { key: test.second.key })).status).toBe(404)
  })
})

describe('a timeline', () => {
  it('tells everything newest first, page by page', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'time@example.org', tags: ['Early'] }])
    await request('POST', `/contacts/${id}/tags`, { tags: ['Both'] })
    await request('DELETE', `/contacts/${id}/tags`, { tags: ['Both'] })
    await addHistory('time@example.org')
    const titles: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const { body } = await request('GET', `/contacts/${id}/timeline?limit=2${after && `&after=${after}`}`)
      // why: a timeline by its contract
      const page = body as { data: { title: string }[]; next_cursor: string | null }
      titles.push(...page.data.map(({ title }) => title))
      after = page.next_cursor
    }
    expect(titles.slice(0, 3)).toEqual(['Tag "Both" removed', 'Tag "Both" added', 'Tag "Early" added'])
    expect(titles.slice(3)).toEqual([
      'Created',
      'email.opened: "October news"',
      'Campaign "October news": sent',
      'purchase',
      'Unsubscribed',
      'Agreed to messages by sms',
    ])
    expect((await request('GET', `/contacts/${id}/timeline?after=bm8`)).status).toBe(422)
  })

  it('says who did it, and shows the proof of consent', async () => {
    const { body } = await request('GET', '/contacts/time@example.org/timeline?limit=100')
    // why: a timeline by its contract
    const { data } = body as { data: { kind: string; by: string | null; details: object }[] }
    expect(data.find(({ kind }) => kind === 'tag_removed')?.by).toMatch(/^key:key_/)
    expect(data.find(({ kind }) => kind === 'delivery')?.by).toMatch(/^campaign:cmp_/)
    expect(data.find(({ kind }) => kind === 'consent')).toMatchObject({
      by: 'contact',
      details: { channel: 'email', state: 'unsubscribed', proof: { source: 'link' } },
    })
    expect(data.find(({ kind }) => kind === 'event')?.details).toMatchObject({ name: 'email.opened', machine: false })
  })

  it('keeps to the kinds that are asked for', async () => {
    const asked = (kinds: string) => request('GET', `/contacts/time@example.org/timeline?limit=100&kinds=${kinds}`)
    // why: a timeline by its contract
    const kindsOf = ({ body }: Reply) => new Set((body as { data: { kind: string }[] }).data.map(({ kind }) => kind))
    expect(kindsOf(await asked('tag_added,consent'))).toEqual(new Set(['tag_added', 'consent']))
    expect(kindsOf(await asked('funnel'))).toEqual(new Set())
    expect((await asked('tag_added,nonsense')).status).toBe(422)
  })

  it('calls people, keys, imports and campaigns by their names', async () => {
    const { body } = await request('GET', '/contacts/time@example.org/timeline?limit=100')
    // why: a timeline by its contract
    const { data } = body as { data: { kind: string; byName: string | null }[] }
    const [{ name }] = await test.product.database.query<{ name: string }>(
      'select name from api_keys where project_id = $1',
      [test.first.id],
    )
    expect(data.find(({ kind }) => kind === 'tag_removed')?.byName).toBe(name)
    expect(data.find(({ kind }) => kind === 'delivery')?.byName).toBe('October news')
    expect(data.find(({ kind }) => kind === 'consent')?.byName).toBeNull()
  })

  it('has a link to each entry, also to a delivery whose state has changed since', async () => {
    const entries = async (query: string) => {
      const { body } = await read('GET', `/contacts/time@example.org/timeline?limit=100${query}`)
      // why: a timeline by its contract
      return (body as { data: { id: string; kind: string; details: { state?: string } }[] }).data
    }
    const all = await entries('')
    for (const [place, { id }] of all.entries()) expect(await entries(`&from=${id}`)).toEqual(all.slice(place))
    const link = all.find(({ kind }) => kind === 'delivery')?.id
    await test.product.database.query(
      "update deliveries set state = 'failed', updated_at = '2020-01-02' where project_id = $1",
      [test.first.id],
    )
    const later = await entries(`&from=${link}`)
    expect(later[0]).toMatchObject({ id: link, kind: 'delivery', details: { state: 'failed' } })
    expect(later.length).toBeGreaterThan(1)
  })
})

describe('the tags of a contact', () => {
  it('come in the order in which they were put on, each with who did it and when', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'tagged@example.org', tags: ['First'] }])
    await request('POST', `/contacts/${id}/tags`, { tags: ['Second'] })
    const { body } = await request('GET', `/contacts/${id}/tags`)
    expect(body).toMatchObject({
      data: [{ name: 'First' }, { name: 'Second', by: expect.stringMatching(/^key:key_/), color: null }],
      has_more: false,
    })
    expect((await test.request('GET', `/v1/contacts/${id}/tags`, undefined, { key: test.second.key })).status).toBe(404)
  })
})

// Long ago, all at the same instant but for microseconds, as a bulk write would leave it.
async function addHistory(email: string) {
  const { database } = test.product
  const [{ row_no: rowNo }] = await database.query<{ row_no: number }>('select row_no from contacts where email = $1', [
    email,
  ])
  await database.query("select ensure_events_partition('2020-01-01')")
  const [{ id: campaign }] = await database.query<{ id: string }>(
    `insert into campaigns (project_id, name, subject, from_email, html, audience, created_by)
     values ($1, 'October news', 's', 'f@example.org', '', '{}', 'system') returning id`,
    [test.first.id],
  )
  await database.query(
    `with consent as (
       insert into consent_log (project_id, row_no, channel, state, proof, at, changed_by)
       values ($1, $2, 'email', 'unsubscribed', '{"source": "link"}', '2020-01-01T00:00:00.000002Z', 'contact'),
         ($1, $2, 'sms', 'opted_in', null, '2020-01-01T00:00:00.000001Z', 'contact')
     ), delivery as (
       insert into deliveries (project_id, campaign_id, row_no, state, updated_at)
       values ($1, $3, $2, 'sent', '2020-01-01T00:00:00.000004Z')
     )
     insert into events (project_id, row_no, at, name, campaign_id)
     values ($1, $2, '2020-01-01T00:00:00.000005Z', 'email.opened', $3),
       ($1, $2, '2020-01-01T00:00:00.000003Z', 'purchase', null)`,
    [test.first.id, rowNo, campaign],
  )
}
