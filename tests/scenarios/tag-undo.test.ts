import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteOldGoneTags } from '../../packages/server/src/store/gone-tags.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { importCsv } from '../support/import-csv.ts'
import { readLog } from '../support/live-log.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000

let test: TestProduct
let offsetMs = 0
beforeAll(async () => {
  test = await createProduct({ work: true, now: () => new Date(Date.now() + offsetMs) })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})
beforeEach(() => {
  offsetMs = 0
})

const hasAny = (...tags: string[]) => ({ conditions: [{ type: 'tag', op: 'has_any', tags }] })

/** Who has which of the tags, since when and by whom. */
const carriers = (...names: string[]) =>
  test.product.database.query<{ who: string; tag: string; at: string; by: string }>(
    `select split_part(c.email, '@', 1) as who, t.name as tag, ct.applied_at::text as at, ct.applied_by as by
     from contact_tags ct join contacts c using (project_id, row_no) join tags t on t.project_id = ct.project_id and t.id = tag_id
     where t.name = any($1) order by 1, 2`,
    [names],
  )
const whoHas = async (name: string) => (await carriers(name)).map(({ who }) => who)
const tagged = (who: string, ...tags: string[]) => test.client.contacts.create({ email: `${who}@undo.example`, tags })
const restored = (id: string) => test.request<{ detail: string }>('POST', `/v1/tags/${id}/restore`)
const setTimes = (tag: string, at: string) =>
  test.product.database.query(
    `update contact_tags set applied_at = $2, applied_by = 'import:old' from tags t where t.id = tag_id and t.name = $1`,
    [tag, at],
  )

describe('a tag that was deleted', () => {
  it('comes back as it was, on everyone who had it and is still there', async () => {
    const { client } = test
    const { id } = await client.tags.create({ name: 'Gone', color: '#3b6fe0', description: 'Why', owner: 'Ada' })
    for (const who of ['one', 'two', 'erased']) await tagged(who, 'Gone')
    await setTimes('Gone', '2020-01-01')
    const [tag, before] = [await client.tags.get(id), await carriers('Gone')]
    await client.tags.delete(id)
    expect((await client.tags.gone()).data).toMatchObject([
      { id, name: 'Gone', color: '#3b6fe0', contacts: 3, into: null, byName: 'Test' },
    ])
    await client.contacts.erase('erased@undo.example')
    const back = await client.tags.restore(id)
    expect(back).toMatchObject({ contacts: 2, kept: 0, changedRules: [], keptRules: [] })
    expect(back.tag).toEqual({ ...tag, contactCount: 2, updatedAt: expect.any(String) })
    expect(await carriers('Gone')).toEqual(before.filter(({ who }) => who !== 'erased'))
    const { data } = await client.contacts.timeline('one@undo.example', {})
    expect(data.filter(({ kind }) => kind.startsWith('tag_')).map(({ kind }) => kind)).toEqual([
      'tag_removed',
      'tag_added',
    ])
    expect((await client.tags.gone()).data).toEqual([])
    expect(await client.tags.restore(id)).toMatchObject({ contacts: 0 })
    expect(
      (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters: hasAny(id) })).body.count,
    ).toBe(2)
  })

  it('does not come back while another has its name, in another project, or after seven days', async () => {
    const { client } = test
    const { id } = await client.tags.create({ name: 'Named' })
    await tagged('named', 'Named')
    await client.tags.delete(id)
    const theirs = await test.request('POST', `/v1/tags/${id}/restore`, undefined, { key: test.second.key })
    expect(theirs.status).toBe(404)
    expect((await test.request('GET', '/v1/gone-tags', undefined, { key: test.second.key })).body).toMatchObject({
      data: [],
    })
    const other = await client.tags.create({ name: 'Named' })
    const taken = await restored(id)
    expect([taken.status, taken.body.detail]).toEqual([409, `A tag with the name "Named" exists already: ${other.id}.`])
    await client.tags.update(other.id, { name: 'Renamed' })
    offsetMs = 7 * DAY_MS + 60_000
    expect((await restored(id)).body.detail).toContain('merged or deleted in the last 7 days')
    await deleteOldGoneTags(test.product.database, test.product.now())
    const left = await test.product.database.query('select from gone_tags union all select from gone_tag_carriers')
    expect(left).toEqual([])
  })

  it('comes back on the person that a carrier became part of', async () => {
    const { client } = test
    const { id } = await client.tags.create({ name: 'Moved' })
    const [from, into] = [await tagged('from', 'Moved'), await tagged('into')]
    await client.tags.delete(id)
    await client.contacts.merge(into.id, { from: from.id })
    await client.tags.restore(id)
    expect((await client.contacts.get(into.id)).tags).toEqual(['Moved'])
  })
})

describe('tags that were merged', () => {
  it('are what they were, on everyone and in every rule and form', async () => {
    const { client } = test
    const from = await client.tags.create({ name: 'From', color: '#c0392b' })
    const into = await client.tags.create({ name: 'Into' })
    await tagged('both', 'From', 'Into')
    await tagged('from-only', 'From')
    await tagged('into-only', 'Into')
    await setTimes('From', '2020-01-01')
    await client.segments.create({ name: 'Seg', filters: hasAny('From') })
    await client.segments.update('Seg', { filters: hasAny('Into', 'From') })
    await client.views.create({ name: 'View', filters: hasAny('From'), includedTag: 'From' })
    await client.campaigns.create({
      ...{ name: 'Camp', subject: 'Hello', from: 'a@example.org', html: '<p>Hello</p>' },
      audience: { include: { tags: ['From', 'Into'] }, exclude: { filters: hasAny('From') } },
    })
    const giver = await client.campaigns.create({
      ...{ name: 'Giver', subject: 'Hello', from: 'a@example.org', html: '<p>Hello</p>' },
      ...{ audience: { include: { everyone: true } }, tagRecipients: ['From', 'Into'] },
    })
    await client.forms.create({
      ...{ name: 'Form', language: 'en', title: 'News', text: 'I want news.', fields: [], tags: ['From', 'Into'] },
      doubleOptIn: false,
    })
    const everything = () =>
      test.product.database.query(
        `select filters as rule, null::uuid as tag, null::uuid[] as tags from segment_versions
         union all select filters, included_tag_id, null from views union all select audience, null, null from campaigns
         union all select null, null, tags from forms union all select null, null, tag_recipients from campaigns
         union all select to_jsonb(u), null, null from definition_uses u where used_kind = 'tag' order by 1, 2, 3`,
      )
    const before = [await carriers('From', 'Into'), await everything()]
    await client.tags.merge('From', { into: 'Into' })
    expect((await client.tags.gone()).data).toMatchObject([{ name: 'From', into: { id: into.id, name: 'Into' } }])
    expect((await client.campaigns.get(giver.id)).tagRecipients).toEqual(['Into'])
    const back = await client.tags.restore(from.id)
    expect(back).toMatchObject({ tag: { color: '#c0392b', contactCount: 2 }, contacts: 2, kept: 0, keptRules: [] })
    expect(back.changedRules.map(({ name }) => name)).toEqual(['Camp', 'Giver', 'Form', 'Seg', 'View'])
    expect([await carriers('From', 'Into'), await everything()]).toEqual(before)
  })

  it('leave as it is what somebody changed since', async () => {
    const { client } = test
    const from = await client.tags.create({ name: 'Since from' })
    await client.tags.create({ name: 'Since into' })
    for (const who of ['stays', 'lost', 'again']) await tagged(who, 'Since from')
    await client.segments.create({ name: 'Edited', filters: hasAny('Since from') })
    await client.segments.create({ name: 'Untouched', filters: hasAny('Since from') })
    await client.tags.merge('Since from', { into: 'Since into' })
    await client.contacts.removeTags('lost@undo.example', { tags: ['Since into'] })
    await client.contacts.removeTags('again@undo.example', { tags: ['Since into'] })
    await client.contacts.addTags('again@undo.example', { tags: ['Since into'] })
    await tagged('newly', 'Since into')
    await client.segments.update('Edited', { filters: hasAny('Since into', 'Into') })
    const back = await client.tags.restore(from.id)
    expect(back).toMatchObject({ contacts: 1, kept: 2 })
    expect([back.changedRules, back.keptRules].map((uses) => uses.map(({ name }) => name))).toEqual([
      ['Untouched'],
      ['Edited'],
    ])
    expect([await whoHas('Since from'), await whoHas('Since into')]).toEqual([['stays'], ['again', 'newly']])
    expect((await client.tags.uses('Since into')).data.map(({ name }) => name)).toEqual(['Edited'])
  })

  it('are taken apart from the last to the first, and say so', async () => {
    const { client } = test
    const [a, b, c] = await Promise.all(['A', 'B', 'C'].map((letter) => client.tags.create({ name: `Turn ${letter}` })))
    await tagged('abc', 'Turn A', 'Turn B')
    const before = await carriers('Turn A', 'Turn B', 'Turn C')
    await client.tags.merge(a?.id ?? '', { into: b?.id ?? '' })
    await client.tags.merge(b?.id ?? '', { into: c?.id ?? '' })
    const early = await restored(a?.id ?? '')
    expect([early.status, early.body.detail]).toEqual([
      409,
      '“Turn B”, into which “Turn A” was merged, is gone itself. Bring that back first.',
    ])
    await client.tags.restore(b?.id ?? '')
    const d = await client.tags.create({ name: 'Turn D' })
    await client.tags.merge(d.id, { into: b?.id ?? '' })
    expect((await restored(a?.id ?? '')).body.detail).toContain('Bring “Turn D” back first.')
    await client.tags.restore(d.id)
    await client.tags.restore(a?.id ?? '')
    expect(await carriers('Turn A', 'Turn B', 'Turn C')).toEqual(before)
  })

  it('move nobody who was in a segment, and the segment says who left and came back', async () => {
    const { client } = test
    const from = await client.tags.create({ name: 'Live from' })
    await tagged('live-from', 'Live from')
    await tagged('live-into', 'Live into')
    const { id } = await client.segments.create({ name: 'Live', filters: hasAny('Live from') })
    const count = async () => (await test.read<{ count: number }>('GET', `/v1/segments/${id}`)).body.count
    expect(await count()).toBe(1)
    await client.tags.merge('Live from', { into: 'Live into' })
    expect(await count()).toBe(2)
    await client.tags.restore(from.id)
    expect(await count()).toBe(1)
    expect((await readLog(test, id)).map(({ text }) => text)).toEqual([
      '+live-from rule',
      '+live-into definition',
      '-live-into definition',
    ])
  })

  // Statistics know nothing of those who just got the other tag: a plan that walks through all of them for each takes minutes.
  it('come apart on very many who got the other one a moment ago', async () => {
    const { client } = test
    const many = Array.from({ length: 20_000 }, (_, place) => `many${place}@undo.example,Many from\n`)
    const from = await client.tags.create({ name: 'Many from' })
    const into = await client.tags.create({ name: 'Many into' })
    await importCsv(test, `email,tags\n${many.join('')}`)
    await client.tags.merge(from.id, { into: into.id })
    expect((await client.tags.restore(from.id)).contacts).toBe(many.length)
    expect((await client.tags.get(into.id)).contactCount).toBe(0)
  })

  it('can still be taken off by undoing the import that put the first one on', async () => {
    const { client } = test
    const from = await client.tags.create({ name: 'Step from' })
    await client.tags.create({ name: 'Step into' })
    await client.contacts.create({ email: 'step@undo.example' })
    const made = await importCsv(test, 'email,tags\nstep@undo.example,Step from\nother@undo.example,Step into\n')
    const steps = () => test.product.database.query('select changes from undo_steps order by at desc limit 1')
    const kept = await steps()
    await client.tags.merge('Step from', { into: 'Step into' })
    await client.tags.restore(from.id)
    expect(await steps()).toEqual(kept)
    expect((await client.contacts.get('step@undo.example')).tags).toEqual(['Step from'])
    const { id } = await client.imports.undo(made.id)
    await until(
      () => client.jobs.get(id),
      ({ status }) => status === 'completed',
    )
    expect((await client.contacts.get('step@undo.example')).tags).toEqual([])
  })
})

it('tags that are kept apart are asked about no more, until somebody wants that, or a third one is like them', async () => {
  const { client } = test
  const names = ['Apart one', 'apart-one']
  for (const name of names) await client.tags.create({ name })
  const groups = async () => {
    const { similar, apart } = await client.tags.audit()
    return [similar, apart].map((of) =>
      of
        .map((tags) => tags.map(({ name }) => name).sort())
        .filter(([first]) => first?.toLowerCase().startsWith('apart')),
    )
  }
  expect(await groups()).toEqual([[names], []])
  await client.tags.keepApart({ tags: names })
  expect(await groups()).toEqual([[], [names]])
  const third = await client.tags.create({ name: 'apart_ones' })
  expect(await groups()).toEqual([[[...names, 'apart_ones']], [names]])
  await client.tags.delete(third.id)
  const { id } = await client.tags.get('apart-one')
  await client.tags.delete(id)
  await client.tags.restore(id)
  expect(await groups()).toEqual([[], [names]])
  await client.tags.forgetApart({ tags: names })
  expect(await groups()).toEqual([[names], []])
  expect((await test.request('PUT', '/v1/audit/apart-tags', { tags: ['Apart one', 'nowhere'] })).status).toBe(422)
})
