import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const hasAny = (...tags: string[]) => ({ conditions: [{ type: 'tag', op: 'has_any', tags }] })

describe('merging tags', () => {
  it('keeps the earlier time, moves everyone, and every rule follows', async () => {
    const { client } = test
    const late = await client.tags.create({ name: 'Late' })
    const kept = await client.tags.create({ name: 'Kept' })
    await client.contacts.create({ email: 'both@merge.example', tags: ['Late', 'Kept'] })
    await client.contacts.create({ email: 'late@merge.example', tags: ['Late'] })
    await client.contacts.create({ email: 'kept@merge.example', tags: ['Kept'] })
    await test.product.database.query(
      `update contact_tags set applied_at = '2020-01-01', applied_by = 'import:old' from tags t
       where t.id = tag_id and t.name = 'Late'`,
    )
    await client.segments.create({ name: 'One', filters: hasAny('Late', 'Kept') })
    await client.segments.update('One', { filters: hasAny('Late') })
    await client.views.create({ name: 'Two', filters: hasAny('Late'), includedTag: 'Late' })
    await client.campaigns.create({
      ...{ name: 'Three', subject: 'Hello', from: 'a@example.org', html: '<p>Hello</p>' },
      audience: { include: { tags: ['Late', 'Kept'] }, exclude: { filters: hasAny('Late') } },
    })
    expect((await client.tags.uses('Late')).data.map(({ kind, name }) => [kind, name])).toEqual([
      ['campaign', 'Three'],
      ['segment', 'One'],
      ['view', 'Two'],
    ])
    expect((await client.tags.get('Late')).useCount).toBe(3)
    const merged = await client.tags.merge('Late', { into: 'Kept' })
    expect(merged.contacts).toBe(2)
    expect(merged.tag).toMatchObject({ id: kept.id, contactCount: 3, firstUsedAt: '2020-01-01T00:00:00.000Z' })
    expect(merged.changedRules.map(({ name }) => name)).toEqual(['Three', 'One', 'Two'])
    expect((await test.request('GET', '/v1/tags/Late')).status).toBe(404)
    expect((await client.contacts.get('both@merge.example')).tags).toEqual(['Kept'])
    const { body } = await test.read<{ count: number; filters: unknown }>('GET', '/v1/segments/One')
    expect([body.count, JSON.stringify(body.filters)]).toEqual([3, expect.stringContaining(kept.id)])
    const view = await client.views.get('Two')
    expect(view.includedTag).toBe(kept.id)
    const everything = await test.product.database.query(
      `select filters::text as rule from segment_versions union all select filters::text from views
       union all select audience::text from campaigns union all select used_id from definition_uses`,
    )
    expect(everything.filter(({ rule }) => String(rule).includes(late.id))).toEqual([])
    const [{ rule }] = await test.product.database.query<{ rule: { conditions: { tags: string[] }[] } }>(
      'select filters as rule from segment_versions where version = 1',
    )
    expect(rule.conditions[0]?.tags).toEqual([kept.id])
    expect((await test.request('DELETE', '/v1/tags/Kept')).body).toMatchObject({ status: 409, code: 'in_use' })
  })

  it('refuses itself, the unknown, and what another project has', async () => {
    await test.client.tags.create({ name: 'Self' })
    const theirs = await test.clientFor(test.second.key).tags.create({ name: 'Theirs' })
    for (const into of ['Self', 'Nowhere', theirs.id]) {
      const refused = await test.request<{ errors: { pointer: string }[] }>('POST', '/v1/tags/Self/merge', { into })
      expect([into, refused.status, refused.body.errors?.[0]?.pointer]).toEqual([into, 422, '/into'])
    }
  })
})

describe('the guard against nearly the same tag', () => {
  it('refuses when asked to, and names what is there', async () => {
    await test.client.tags.create({ name: 'Beta User' })
    const name = 'beta-users'
    expect((await test.client.tags.list({ similarTo: name })).data.map((tag) => tag.name)).toEqual(['Beta User'])
    const refused = await test.request('POST', '/v1/tags', { name, allowSimilar: false })
    expect(refused.body).toMatchObject({
      ...{ status: 409, code: 'similar_exists' },
      detail: '"beta-users" looks like "Beta User", which exists already.',
    })
    expect((await test.request('GET', `/v1/tags/${name}`)).status).toBe(404)
    expect((await test.request('POST', '/v1/tags', { name })).status).toBe(201)
    expect((await test.request('POST', '/v1/tags', { name: 'Quite other', allowSimilar: false })).status).toBe(201)
  })
})

it('an audit finds unused tags, nearly equal ones and groups', async () => {
  for (const name of ['source:webinar', 'source: expo', 'Used', 'Ruled']) await test.client.tags.create({ name })
  await test.client.contacts.create({ email: 'audit@example.org', tags: ['Used'] })
  await test.client.segments.create({ name: 'Ruled', filters: hasAny('Ruled') })
  const audit = await test.client.tags.audit()
  const unused = audit.unused.map(({ name }) => name)
  expect(unused).toContain('source:webinar')
  expect(unused).not.toContain('Used')
  expect(unused).not.toContain('Ruled')
  expect(audit.similar.map((group) => group.map(({ name }) => name))).toEqual([['Beta User', 'beta-users']])
  expect(audit.prefixes).toEqual([{ prefix: 'source', tags: ['source: expo', 'source:webinar'] }])
})

it('tags say how many use them, campaigns that are over and deleted forms left out, and which have a colour', async () => {
  const { client } = test
  const [used] = await Promise.all(['Use me', 'Useless'].map((name) => client.tags.create({ name, color: '#3b6fe0' })))
  const form = (name: string) =>
    client.forms.create({
      ...{ name, language: 'en', title: 'News', text: 'Yes.', fields: [], tags: ['Use me'] },
      doubleOptIn: false,
    })
  await form('Stays')
  await client.forms.delete((await form('Goes')).id)
  await client.segments.create({ name: 'Uses', filters: hasAny('Use me') })
  for (const name of ['Open', 'Over']) {
    const mail = { name, subject: 'Hello', from: 'a@example.org', html: '<p>Hello</p>' }
    await client.campaigns.create({ ...mail, audience: { include: { tags: ['Use me'] } } })
  }
  await test.product.database.query("update campaigns set status = 'sent' where name = 'Over'")
  const { data } = await client.tags.list({ q: 'use', limit: 1000 })
  const counts = data.filter(({ color }) => color).map(({ name, useCount }) => [name, useCount])
  expect(counts).toEqual([
    ['Use me', (await client.tags.uses(used?.id ?? '')).data.length],
    ['Useless', 0],
  ])
  expect(counts[0]?.[1]).toBe(3)
  expect((await client.tags.colors()).data).toEqual([
    { name: 'Use me', color: '#3b6fe0' },
    { name: 'Useless', color: '#3b6fe0' },
  ])
})

it('a tag tells who and what put it on, on whom lately, and how it grew', async () => {
  const { client } = test
  await client.contacts.create({ email: 'first@active.example', tags: ['Active'] })
  await client.contacts.create({ email: 'second@active.example', tags: ['Active'] })
  await test.product.database.query(
    `update contact_tags ct set applied_at = '2020-01-01', applied_by = 'import:gone'
     from contacts c, tags t where c.row_no = ct.row_no and c.email = 'first@active.example' and t.id = ct.tag_id`,
  )
  const { sources, latest, days } = await client.tags.activity('Active')
  expect(sources.map(({ by, byName, count }) => [by.split(':')[0], byName, count])).toEqual([
    ['key', expect.any(String), 1],
    ['import', null, 1],
  ])
  expect(latest.map(({ name }) => name)).toEqual(['second@active.example', 'first@active.example'])
  expect([days.length, days.reduce((sum, { added }) => sum + added, 0)]).toEqual([30, 1])
  expect(days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), added: 1 })
})
