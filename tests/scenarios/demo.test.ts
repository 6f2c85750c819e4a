import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDemo } from '../../packages/server/src/demo/create-demo.ts'
import { prepareEntrance } from '../../packages/server/src/first-start.ts'
import { findDemoOrder, orderDemo } from '../../packages/server/src/store/demo.ts'
import { createProduct, type TestProduct, type TestProject } from '../support/create-product.ts'
import { until } from '../support/until.ts'

const SIZE = 2_000
const NOW = new Date('2026-11-21T09:30:00Z')

type Contact = Record<string, unknown> & { email: string | null; tags: string[] }
type List<Item> = { data: Item[] }
type Named = { id: string; name: string; kind?: string; count: number; warnings: { code: string }[] }
type Audience = { members: number; willBeSent: number; skipped: { reason: string; count: number }[] }

let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ now: () => NOW })
  await createDemo(test.product, test.first.id, SIZE)
  await createDemo(test.product, test.second.id, SIZE)
})
afterAll(async () => {
  expect(test.errors).toEqual([])
  await test.drop()
})

const get = async <Body>(path: string, { key } = test.first) =>
  (await test.read<Body>('GET', path, undefined, { key })).body
const names = async (path: string, project?: TestProject) =>
  (await get<List<{ name: string }>>(path, project)).data.map(({ name }) => name)
const count = async (...conditions: object[]) => {
  const body = { filters: { conditions } }
  return (await test.read<{ count: number }>('POST', '/v1/segments/preview', body)).body.count
}
const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})
const status = (...values: string[]) => ({ type: 'status', op: 'is', values })

describe('demo data', () => {
  it('is the same whenever seed and time are the same', async () => {
    const everything = async (project: TestProject) => {
      const { data } = await get<List<Contact>>('/v1/contacts?limit=100', project)
      const rows = data.map(({ id, ...contact }) => contact)
      return { rows, segments: await names('/v1/segments?limit=100', project), tags: await names('/v1/tags', project) }
    }
    expect(await everything(test.first)).toEqual(await everything(test.second))
  })

  it('gives mail nowhere to go: every address ends in .example', async () => {
    const withAddress = await count(field('email', 'is_not_empty'))
    expect(withAddress).toBeGreaterThan(SIZE * 0.95)
    expect(withAddress).toBeLessThan(SIZE)
    expect(await count(field('email', 'ends_with', '.example'))).toBe(withAddress)
    const { data } = await get<List<{ email: string }>>('/v1/suppressions?limit=100')
    expect(data.filter(({ email }) => !email.endsWith('.example'))).toEqual([])
  })

  it('knows inbox providers all the same, and which addresses are doubtful', async () => {
    for (const provider of ['gmail', 'outlook', 'yahoo-japan', 'web.de']) {
      expect([provider, await count(field('inboxProvider', 'is', provider))]).toEqual([provider, expect.any(Number)])
      expect(await count(field('inboxProvider', 'is', provider))).toBeGreaterThan(0)
    }
    for (const validation of ['invalid', 'risky']) {
      expect(await count({ type: 'validation', op: 'is', values: [validation] })).toBeGreaterThan(0)
    }
  })

  it('has people of all statuses, of whom most can be written to', async () => {
    const shares = await Promise.all(
      ['unsubscribed', 'bounced', 'non-subscribed'].map(async (one) => (await count(status(one))) / SIZE),
    )
    expect(shares.map((share) => Math.round(share * 100))).toEqual([4, 1, 3])
  })

  it('writes names as people write them', async () => {
    const known = ['さくら', 'Γιώργος', 'Αικατερίνη', 'مريم', 'मीरा', 'Jürgen', 'João'].map((name) =>
      count(field('firstName', 'is', name)),
    )
    expect((await Promise.all(known)).filter((found) => found > 0).length).toBeGreaterThanOrEqual(5)
  })

  it('happened over three years and never after now', async () => {
    expect(await count(field('createdAt', 'between', '2023-11-21', '2024-11-21'))).toBeGreaterThan(SIZE / 8)
    expect(await count(field('createdAt', 'between', '2023-11-21', NOW.toISOString()))).toBe(SIZE)
    const dated = await test.product.database.query(
      `select from contacts c left join contact_tags t using (project_id, row_no)
       where t.applied_at < c.created_at or t.applied_at > $1 or c.subscribed_at <> c.created_at
         or c.unsubscribed_at < c.created_at or c.unsubscribed_at > $1 or (c.fields->>'last_purchase')::date > $1`,
      [NOW],
    )
    expect(dated).toEqual([])
  })

  it('has sixteen live segments and one of people, nobody of them empty or doubtful', async () => {
    const { data } = await get<List<Named>>('/v1/segments?limit=100')
    expect(data.filter(({ count }) => count === 0).map(({ name }) => name)).toEqual([])
    // A shop has tags of last season.
    const codes = data.flatMap(({ warnings }) => warnings.map(({ code }) => code))
    expect(codes.filter((code) => code !== 'stale_tag')).toEqual([])
    expect(data.filter(({ kind }) => kind === 'dynamic')).toHaveLength(16)
    expect(data.filter(({ kind }) => kind === 'static').map(({ name }) => name)).toEqual(['Ambassadors 2026'])
    expect(data.map(({ name }) => name)).toContain('Pro plan, no purchase since June')
  })

  it('has a year of letters read and things bought, and none of it after now', async () => {
    const [span] = await test.product.database.query<{ early: boolean; late: boolean; kinds: string[] }>(
      `select min(at) < $2::timestamptz - interval '10 months' and min(at) > $2::timestamptz - interval '366 days' as early,
         max(at) > $2::timestamptz - interval '9 days' and max(at) <= $2 as late, array_agg(distinct name) as kinds
       from events where project_id = $1`,
      [test.first.id, NOW],
    )
    expect(span).toMatchObject({ early: true, late: true })
    const verbs = ['bounced', 'clicked', 'delivered', 'opened', 'sent', 'unsubscribed'].map((verb) => `email.${verb}`)
    expect([...span.kinds].sort()).toEqual([...verbs, 'purchase'])
  })

  it('has segments that grew for six weeks, to as many as they have', async () => {
    const { data } = await get<List<Named & { trend: { sizes: number[]; entered: number } }>>(
      '/v1/segments?limit=100&includeTrend=true',
    )
    for (const { id, name, count, trend } of data) {
      expect([name, trend.sizes.length, trend.sizes.at(-1)]).toEqual([name, 30, count])
      expect(trend.sizes[0]).toBeLessThanOrEqual(count)
      const history = await get<List<Record<'size' | 'entered' | 'left', number>> & { recordedSince: string }>(
        `/v1/segments/${id}/history?unit=day`,
      )
      expect(history.recordedSince < '2026-10-11').toBe(true)
      expect(history.data.at(-1)).toMatchObject({ size: count, entered: 0, left: 0 })
    }
    expect(data.filter(({ trend }) => (trend.sizes[0] ?? 0) < (trend.sizes.at(-1) ?? 0)).length).toBeGreaterThan(8)
  })

  it('has nothing bounced but letters, which were not delivered', async () => {
    const bounced = await test.product.database.query<{ before: string[] }>(
      `select array_agg(e.name order by e.at) as before from events b
       join events e on e.project_id = b.project_id and e.row_no = b.row_no and e.at <= b.at and e.at > b.at - interval '1 day'
       where b.name = 'email.bounced' group by b.seq`,
    )
    expect(bounced.length).toBeGreaterThan(0)
    for (const { before } of bounced) {
      const letter = before.filter((name) => name.startsWith('email.'))
      expect(letter).toEqual(['email.sent', 'email.bounced'])
    }
  })

  it('has nothing bounced lately that would count against the first campaign', async () => {
    const bounced = await test.product.database.query(
      `select from events where name = 'email.bounced' and campaign_id is not null and at > $1::timestamptz - interval '7 days'`,
      [NOW],
    )
    expect(bounced).toEqual([])
  })

  it('has letters whose ledger, frozen audience and events agree', async () => {
    const { data } = await get<List<{ id: string; status: string; launchedAt: string }>>('/v1/campaigns')
    const sent = data.filter(({ status }) => status === 'sent')
    expect(sent).toHaveLength(2)
    for (const { id } of sent) {
      const results = await get<Record<'members' | 'sent' | 'skipped' | 'failed', number>>(
        `/v1/campaigns/${id}/results`,
      )
      expect(results.sent).toBeGreaterThan(SIZE / 5)
      expect(Math.min(results.skipped, results.failed)).toBeGreaterThan(0)
      expect(results.sent + results.skipped + results.failed).toBe(results.members)
      expect(await count({ type: 'engagement', event: 'sent', op: 'did', campaigns: [id] })).toBe(results.sent)
      const { data: links } = await get<List<{ position: number; url: string }>>(`/v1/campaigns/${id}/results/links`)
      const shop = 'https://quietsummit.example'
      expect(links.map(({ position, url }) => [position, url])).toEqual([
        [1, `${shop}/maps`],
        [2, `${shop}/walks`],
        [3, `${shop}/sale`],
      ])
    }
  })

  it('has people in the funnel, some of them lost, whose history ends where they are and never after now', async () => {
    const { stages, lost } = await get<{ stages: { stage: string; count: number }[]; lost: number }>('/v1/funnel')
    expect(stages.filter(({ count }) => count === 0)).toEqual([])
    expect(lost).toBeGreaterThan(SIZE / 100)
    expect(lost).toBeLessThan(SIZE / 10)
    const strange = await test.product.database.query(
      `select from contacts c left join lateral (
         select funnel, lost, at from funnel_log l
         where l.project_id = c.project_id and l.row_no = c.row_no order by id desc limit 1
       ) last on true
       where (c.funnel, c.lost) is distinct from (last.funnel, coalesce(last.lost, false))
         or last.at > $1 or last.at < c.created_at`,
      [NOW],
    )
    expect(strange).toEqual([])
  })

  it('has orders in the making in one pipeline, and people who answered topics', async () => {
    const { data } =
      await get<List<{ createdAt: string; stageChangedAt: string; value: number; status: string }>>(
        '/v1/opportunities?limit=100',
      )
    expect(data.length).toBe(60)
    expect(new Set(data.map(({ status }) => status))).toEqual(new Set(['open', 'won', 'lost', 'abandoned']))
    const dated = data.filter(({ createdAt, stageChangedAt: at }) => createdAt > at || at > NOW.toISOString())
    expect(dated).toEqual([])
    expect(Math.min(...data.map(({ value }) => value))).toBeGreaterThan(0)
    const topics = await get<List<{ name: string; subscribers: number }>>('/v1/topics?stats=true')
    expect(topics.data.map(({ name }) => name)).toEqual(['Trail Letter', 'Sales', 'Evenings and walks'])
    expect(topics.data.every(({ subscribers }) => subscribers > 0 && subscribers < SIZE)).toBe(true)
  })

  it('has views that find people, one of them by a tag', async () => {
    const { data } = await get<List<Named & { includedTag: string | null }>>('/v1/views')
    expect(data.map(({ includedTag }) => includedTag !== null).sort()).toEqual([false, true])
    for (const { id } of data) {
      const found = await test.read<{ total: number }>('POST', '/v1/contacts/search', { view: id })
      expect(found.body.total).toBeGreaterThan(0)
    }
  })

  it('has a draft that shows every reason why somebody gets nothing, and greets people by name', async () => {
    const [{ id = '' } = {}] = (await get<List<Named>>('/v1/campaigns')).data
    const { members, willBeSent, skipped } = await get<Audience>(`/v1/campaigns/${id}/audience`)
    expect(skipped.map(({ reason }) => reason)).toEqual([
      'no_address',
      'suppressed',
      'unsubscribed',
      'non_subscribed',
      'bounced',
      'invalid_address',
    ])
    expect(skipped.reduce((sum, { count }) => sum + count, willBeSent)).toBe(members)
    const customer = {
      filters: { conditions: [field('orders', 'gte', 3), field('firstName', 'is_not_empty')] },
      limit: 1,
    }
    const [person] = (await test.read<List<Contact>>('POST', '/v1/contacts/search', customer)).body.data
    const preview = await get<{ subject: string; html: string }>(`/v1/campaigns/${id}/preview?contact=${person.id}`)
    expect(preview.subject).toBe(`${person.firstName}, three walks for a short Saturday`)
    expect(preview.html).toContain('you have been in the shop often enough')
    expect(preview.html).not.toMatch(/\{\{|\{%/)
  })
})

describe('removing demo data', () => {
  const mine = 'ada@example.org'
  let removed: { contacts: number; segments: number; tags: number }
  let seen: Set<number>

  beforeAll(async () => {
    const { client } = test
    const [person] = (await client.contacts.list({})).data
    await client.contacts.create({ email: mine, tags: ['VIP', 'Mine'], fields: { city: 'Jakarta' } })
    await client.contacts.addTags(person.id, { tags: ['Mine'] })
    await client.segments.create({
      name: 'My hikers',
      filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['Interest: Hiking'] }] },
    })
    await client.segments.create({ name: 'My people', kind: 'static', contacts: [mine, person.id] })
    await client.segments.addContacts('Ambassadors 2026', { contacts: [mine] })
    await client.suppressions.create({ email: 'mine@example.org' })
    await client.topics.unsubscribe('Sales', { contact: mine })
    await client.campaigns.create({
      name: 'My letter',
      subject: 'Hello',
      from: 'me@example.org',
      html: '<p>Hello</p>',
      audience: { include: { segments: ['Webinar guests who have not bought', 'My people'] } },
    })
    const removal = client.demo.remove()
    seen = await countsUntil(removal)
    removed = await removal
  })

  async function countsUntil(done: Promise<unknown>): Promise<Set<number>> {
    const counts = new Set<number>()
    let isDone = false
    const stop = () => {
      isDone = true
    }
    done.then(stop, stop)
    while (!isDone) counts.add(await count())
    return counts.add(await count())
  }

  it('says how much went, and shows nobody a half of it', () => {
    expect(removed).toEqual({ contacts: SIZE, segments: 16, tags: 13 })
    expect([...seen]).toEqual([SIZE + 1, 1])
  })

  it('leaves what was added, and whatever that uses, which is nobody’s demo any more', async () => {
    expect(await names('/v1/tags')).toEqual(['Interest: Hiking', 'Mine', 'Source: Webinar', 'Stage: Customer', 'VIP'])
    expect(await names('/v1/segments')).toEqual(['My hikers', 'My people', 'Webinar guests who have not bought'])
    expect(await names('/v1/fields')).toEqual(['City'])
    expect(await names('/v1/views')).toEqual([])
    expect(await names('/v1/topics')).toEqual(['Sales'])
    expect(await names('/v1/pipelines')).toEqual([])
    expect(await names('/v1/campaigns')).toEqual(['My letter'])
    const { data } = await get<List<{ email: string }>>('/v1/suppressions')
    expect(data.map(({ email }) => email)).toEqual(['mine@example.org'])
    expect(await get(`/v1/contacts/${mine}`)).toMatchObject({ tags: ['VIP', 'Mine'], fields: { city: 'Jakarta' } })
    expect((await get<Named>('/v1/segments/My%20people')).count).toBe(1)
    expect(await get('/v1/project')).toMatchObject({ hasDemo: false, contactCount: 1 })
  })

  it('leaves nothing of it behind in the record, and everything in other projects', async () => {
    const { database } = test.product
    for (const table of [
      'contacts',
      'tags',
      'segments',
      'views',
      'campaigns',
      'custom_fields',
      'topics',
      'pipelines',
    ]) {
      const rows = await database.query(`select project_id, count(*) from ${table} where demo group by 1`)
      expect([table, rows.map(({ project_id }) => project_id)]).toEqual([table, [test.second.id]])
    }
    const leftover = await database.query(
      `select from contact_tags t where project_id = $1
         and not exists (select from contacts c where c.project_id = $1 and c.row_no = t.row_no)
       union all select from consent_log where project_id = $1
       union all select from definition_uses u where project_id = $1 and user_kind = 'view'`,
      [test.first.id],
    )
    expect(leftover).toEqual([])
    expect(await get('/v1/project', test.second)).toMatchObject({ hasDemo: true, contactCount: SIZE })
  })

  it('has nothing to do a second time', async () => {
    expect(await test.client.demo.remove()).toEqual({ contacts: 0, segments: 0, tags: 0 })
  })
})

describe('the first start', () => {
  it('creates all of it or nothing when it is interrupted, and then once more', async () => {
    const other = await createProduct()
    const { database } = other.product
    await orderDemo(database, other.first.id)
    const blocker = await database.pool.connect()
    await blocker.query('begin; lock table campaigns in exclusive mode')
    const interrupted = expect(createDemo(other.product, other.first.id, SIZE)).rejects.toThrow()
    const waiting = `select pg_cancel_backend(pid) as ended from pg_locks
      where not granted and relation = 'campaigns'::regclass`
    await until(
      () => database.query(waiting),
      (rows) => rows.length > 0,
    )
    await interrupted
    expect(await other.client.project.get()).toMatchObject({ hasDemo: false, contactCount: 0 })
    expect(await findDemoOrder(database)).toBe(other.first.id)
    await blocker.query('rollback')
    blocker.release()

    await createDemo(other.product, other.first.id, SIZE)
    const { body } = await other.read('GET', '/v1/project')
    expect(body).toMatchObject({ hasDemo: true, contactCount: SIZE })
    expect(await findDemoOrder(database)).toBeUndefined()
    await other.drop()
  })

  it('creates it with the first project and never again, also after it was removed', async () => {
    const other = await createProduct({ config: { demo: true } })
    const { product } = other
    await product.database.query('delete from projects')
    const { projectId, isFirst, newKey } = await prepareEntrance(product)
    expect(isFirst).toBe(true)
    const people = async () => {
      const rows = await product.database.query('select count(*) from contacts where demo and project_id = $1', [
        projectId,
      ])
      return rows[0]?.count
    }
    expect(await people()).toBe(50_000)
    await prepareEntrance(product)
    expect(await people()).toBe(50_000)
    const { body } = await other.request('DELETE', '/v1/demo', undefined, { key: newKey })
    expect(body).toEqual({ contacts: 50_000, segments: 17, tags: 17 })
    await prepareEntrance(product)
    expect(await people()).toBe(0)
    await other.drop()
  })

  it('forgets about it when an interrupted start is followed by one that wants none', async () => {
    const other = await createProduct()
    await orderDemo(other.product.database, other.first.id)
    await prepareEntrance(other.product)
    expect(await findDemoOrder(other.product.database)).toBeUndefined()
    expect(await other.client.project.get()).toMatchObject({ hasDemo: false })
    await other.drop()
  })
})
