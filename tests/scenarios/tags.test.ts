import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '../support/add-contacts.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

const START = new Date('2026-03-01T10:00:00Z')

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

const request = (method: string, path: string, body?: unknown) => test.request(method, `/v1${path}`, body)
const problemOf = ({ status, body }: Reply) => ({ status, ...(body as { code: string; detail: string }) })
const pointersOf = ({ body }: Reply) => (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)
const create = async (tag: Record<string, unknown>) => (await request('POST', '/tags', tag)).body as { id: string }

describe('a tag', () => {
  it('keeps its exact name, trimmed and composed: VIP, vip and a decomposed é', async () => {
    const vip = await create({ name: 'VIP' })
    const lower = await create({ name: ' vip ' })
    expect(lower.id).not.toBe(vip.id)
    expect(await create({ name: 'Cafe\u0301 ☕' })).toMatchObject({ name: 'Café ☕' })
    expect((await request('GET', '/tags/vip')).body).toMatchObject({ id: lower.id, name: 'vip', contactCount: 0 })
    expect((await request('GET', `/tags/${encodeURIComponent('Cafe\u0301 ☕')}`)).status).toBe(200)
    expect((await request('GET', `/tags/${vip.id}`)).body).toMatchObject({ name: 'VIP', lastUsedAt: null })
  })

  it('cannot have a name that is taken, and says by whom', async () => {
    const { id } = await create({ name: 'Taken' })
    const again = await request('POST', '/tags', { name: ' Taken' })
    expect(problemOf(again)).toMatchObject({ status: 409, code: 'already_exists' })
    expect(problemOf(again).detail).toContain(id)
    const other = await create({ name: 'Other' })
    expect(problemOf(await request('PATCH', `/tags/${other.id}`, { name: 'Taken' }))).toMatchObject({ status: 409 })
    expect((await request('PATCH', `/tags/${id}`, { name: 'Taken' })).status).toBe(200)
  })

  it.each([
    ['', '/name'],
    ['   ', '/name'],
    ['a\u0000b', '/name'],
    ['tag_01h455vb4pex5vsknk084sn02q', '/name'],
  ])('cannot be called %j', async (name, pointer) => {
    const refused = await request('POST', '/tags', { name })
    expect(refused.status).toBe(422)
    expect(pointersOf(refused)).toContain(pointer)
  })

  it('has a name of at most 255 letters', async () => {
    expect((await request('POST', '/tags', { name: '名'.repeat(256) })).status).toBe(422)
    expect((await request('POST', '/tags', { name: '名'.repeat(255) })).status).toBe(201)
  })

  it('keeps its id and everyone who has it when it is renamed, and clears what null clears', async () => {
    const { id } = await create({ name: 'Old name', color: '#1f6feb', description: 'Whom we like' })
    const [contact] = await addContacts(test, test.first, [{ email: 'renamed@example.org', tags: ['Old name'] }])
    const renamed = await request('PATCH', '/tags/Old%20name', { name: 'New name', description: null })
    expect(renamed.body).toMatchObject({ id, name: 'New name', color: '#1f6feb', description: null, contactCount: 1 })
    expect((await request('GET', `/contacts/${contact}`)).body).toMatchObject({ tags: ['New name'] })
  })

  it('counts who carries it now, without those who were deleted', async () => {
    await addContacts(test, test.first, [
      { email: 'count1@example.org', tags: ['Counted'] },
      { email: 'count2@example.org', tags: ['Counted'] },
    ])
    expect((await request('GET', '/tags/Counted')).body).toMatchObject({
      contactCount: 2,
      lastUsedAt: START.toISOString(),
    })
    await test.product.database.query("update contacts set deleted_at = now() where email = 'count1@example.org'")
    expect((await request('GET', '/tags/Counted')).body).toMatchObject({ contactCount: 1 })
  })
})

describe('the list of tags', () => {
  it('pages by name, finds a part of a name in any case, and refuses a made-up cursor', async () => {
    for (const name of ['page ä', 'page Ä', 'page b', 'page c']) await create({ name })
    const names: string[] = []
    let after = ''
    do {
      const { body } = await request('GET', `/tags?q=PAGE&limit=2${after}`)
      // why: a list by its contract
      const page = body as { data: { name: string }[]; has_more: boolean; next_cursor: string }
      names.push(...page.data.map(({ name }) => name))
      after = page.has_more ? `&after=${page.next_cursor}` : ''
    } while (after)
    expect(names).toEqual(['page ä', 'page Ä', 'page b', 'page c'])
    expect(pointersOf(await request('GET', '/tags?after=nonsense'))).toEqual(['?after'])
    expect(pointersOf(await request('GET', `/tags?after=${btoa('"a\\u0000"')}`))).toEqual(['?after'])
  })

  it('shows nothing of another project', async () => {
    const { id } = await create({ name: 'Ours alone' })
    const theirs = { key: test.second.key }
    expect((await test.request('GET', '/v1/tags', undefined, theirs)).body).toMatchObject({ data: [] })
    for (const [method, path] of [
      ['GET', `/v1/tags/${id}`],
      ['GET', '/v1/tags/Ours%20alone'],
      ['DELETE', `/v1/tags/${id}`],
    ]) {
      expect((await test.request(method, path, undefined, theirs)).status).toBe(404)
    }
    expect((await test.request('POST', '/v1/tags', { name: 'Ours alone' }, theirs)).status).toBe(201)
  })
})

describe('putting tags on', () => {
  it('appends: names or ids, new names become tags, and a present tag keeps its time', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'append@example.org', tags: ['First'] }])
    const { id: known } = await create({ name: 'Known' })
    now = new Date('2026-03-02T10:00:00Z')
    const added = await request('POST', `/contacts/${id}/tags`, { tags: ['First', known, 'brand new', ' brand new '] })
    expect(added.body).toEqual({ tags: ['First', 'Known', 'brand new'] })
    expect(added.headers['rollcall-position']).toMatch(/^\d+$/)
    const applied = await test.product.database.query<{ name: string; applied_at: Date; applied_by: string }>(
      `select t.name, date_trunc('second', applied_at) as applied_at, applied_by from contact_tags ct join tags t on t.id = ct.tag_id
       join contacts c on c.row_no = ct.row_no and c.project_id = ct.project_id
       where c.email = 'append@example.org' order by applied_at`,
    )
    expect(applied.map((row) => [row.name, row.applied_at.toISOString(), row.applied_by.slice(0, 4)])).toEqual([
      ['First', START.toISOString(), 'syst'],
      ['Known', now.toISOString(), 'key:'],
      ['brand new', now.toISOString(), 'key:'],
    ])
  })

  it('is exact about case, and takes an e-mail or externalId for the contact', async () => {
    await addContacts(test, test.first, [{ email: 'Case@Example.org', externalId: 'crm/42', tags: ['Gold'] }])
    const path = `/contacts/${encodeURIComponent('case@EXAMPLE.org')}/tags`
    expect((await request('POST', path, { tags: ['gold'] })).body).toEqual({ tags: ['Gold', 'gold'] })
    const byExternalId = `/contacts/${encodeURIComponent('crm/42')}/tags`
    expect((await request('DELETE', byExternalId, { tags: ['GOLD', 'gold'] })).body).toEqual({ tags: ['Gold'] })
  })

  it('tells the feed about contacts that changed, and about nobody else', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'feed@example.org', tags: ['Fed'] }])
    const count = async () => {
      const [{ n }] = await test.product.database.query<{ n: number }>(
        "select count(*) as n from changes where kind = 'contacts'",
      )
      return n
    }
    const before = await count()
    await request('POST', `/contacts/${id}/tags`, { tags: ['Fed'] })
    await request('DELETE', `/contacts/${id}/tags`, { tags: ['never there'] })
    expect(await count()).toBe(before)
    await request('DELETE', `/contacts/${id}/tags`, { tags: ['Fed'] })
    expect(await count()).toBe(before + 1)
  })

  it('refuses unknown ids and impossible names at their places, and does nothing then', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'refused@example.org' }])
    const foreign = await test.request('POST', '/v1/tags', { name: 'Foreign' }, { key: test.second.key })
    // why: a tag by its contract
    const { id: foreignId } = foreign.body as { id: string }
    const refused = await request('POST', `/contacts/${id}/tags`, {
      tags: ['not made', 'tag_01h455vb4pex5vsknk084sn02q', '  ', foreignId],
    })
    expect(refused.status).toBe(422)
    expect(pointersOf(refused)).toEqual(['/tags/1', '/tags/2', '/tags/3'])
    expect((await request('GET', '/tags/not%20made')).status).toBe(404)
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ tags: [] })
    expect((await request('POST', `/contacts/${id}/tags`, { tags: [] })).status).toBe(422)
    expect((await request('POST', `/contacts/${id}/tags`, { tags: Array(501).fill('x') })).status).toBe(422)
  })
})

describe('deleting a tag', () => {
  it('takes it off everyone, writes down who had it, and lets the index know', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'gone@example.org', tags: ['Stays', 'Goes'] }])
    now = new Date('2026-03-05T10:00:00Z')
    expect((await request('DELETE', '/tags/Goes')).status).toBe(204)
    expect((await request('GET', '/tags/Goes')).status).toBe(404)
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ tags: ['Stays'] })
    const [removal] = await test.product.database.query("select * from tag_removals where tag_name = 'Goes'")
    expect(removal).toMatchObject({ removed_at: now, applied_by: 'system' })
    expect(removal.removed_by).toMatch(/^key:/)
  })

  it('is refused while a segment or a view uses it, and says which', async () => {
    const { id } = await create({ name: 'In use' })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['In use'] }] }
    const segment = await request('POST', '/segments', { name: 'Big "spenders"', filters })
    const view = await request('POST', '/views', { name: 'Smart', includedTag: id })
    expect([segment.status, view.status]).toEqual([201, 201])
    const refused = problemOf(await request('DELETE', `/tags/${id}`))
    expect(refused).toMatchObject({ status: 409, code: 'in_use' })
    expect(refused.detail).toContain('the segment "Big \\"spenders\\"", the view "Smart"')
    // why: both by their contracts
    for (const [path, reply] of [['segments', segment] as const, ['views', view] as const]) {
      expect((await request('DELETE', `/${path}/${(reply.body as { id: string }).id}`)).status).toBe(204)
    }
    expect((await request('DELETE', `/tags/${id}`)).status).toBe(204)
  })

  it('never leaves a segment behind that was saved at the same moment and asks for it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await create({ name: `Asked ${round}` })
      const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: [id] }] }
      const [saved, deleted] = await Promise.all([
        request('POST', '/segments', { name: `Asks ${round}`, filters }),
        request('DELETE', `/tags/${id}`),
      ])
      expect(['201 409', '422 204']).toContain(`${saved.status} ${deleted.status}`)
    }
  })

  it('never leaves a tag behind on somebody who got it at the same moment', async () => {
    const ids = await addContacts(test, test.first, [{ email: 'race1@example.org' }, { email: 'race2@example.org' }])
    for (let round = 0; round < 10; round += 1) {
      const { id: tag } = await create({ name: `Race ${round}` })
      const replies = await Promise.all([
        ...ids.map((id) => request('POST', `/contacts/${id}/tags`, { tags: [tag] })),
        request('DELETE', `/tags/${tag}`),
      ])
      expect(replies.map(({ status }) => status).filter((status) => ![200, 204, 422].includes(status))).toEqual([])
    }
    expect((await request('GET', `/contacts/${ids[0]}`)).body).toMatchObject({ tags: [] })
  })
})

describe('a list by name', () => {
  it.each(['tags', 'segments', 'pipelines', 'topics', 'views'])(
    'of %s is in the order of dictionaries, page by page',
    async (kind) => {
      const names = ['Zebra', 'apple', 'Äpfel', 'apple pie', 'éclair', 'Eclair', '10', '9', '_', 'ж', 'zoo']
      for (const name of names) {
        const body = {
          name,
          ...(kind === 'topics' && { default: 'opt_in' }),
          ...(kind === 'pipelines' && { stages: ['New'] }),
        }
        expect((await test.request('POST', `/v1/${kind}`, body, { key: test.second.key })).status).toBe(201)
      }
      const seen: string[] = []
      type Names = { data: { name: string }[]; next_cursor: string | null }
      let after: string | null = ''
      while (after !== null) {
        const query: string = kind === 'views' ? '' : `?limit=2${after && `&after=${after}`}`
        const page: Names = (
          await test.request<Names>('GET', `/v1/${kind}${query}`, undefined, { key: test.second.key })
        ).body
        seen.push(...page.data.map(({ name }) => name))
        after = page.next_cursor
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((name) => names.includes(name))).toEqual(names.toSorted(new Intl.Collator('en').compare))
    },
  )
})
