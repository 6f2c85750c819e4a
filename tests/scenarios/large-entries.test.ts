import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

// More than an entry of the log lists by number.
const PEOPLE = 1_200
let test: TestProduct
let now = new Date('2026-03-01T09:00:00Z')
let segment: string

beforeAll(async () => {
  test = await createProduct({ now: () => now })
  await test.request('POST', '/v1/tags', { name: 'out' })
  const contacts = Array.from({ length: PEOPLE }, (_, at) => ({ email: `p${at}@example.org` }))
  for (let from = 0; from < PEOPLE; from += 500) {
    await test.read('POST', '/v1/contacts/batch', { contacts: contacts.slice(from, from + 500) })
  }
  const { body } = await test.read<{ id: string }>('POST', '/v1/segments', {
    name: 'Nearly all',
    filters: without('out'),
  })
  segment = body.id
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const without = (tag: string) => ({ conditions: [{ type: 'tag', op: 'has_none', tags: [tag] }] })
const tag = (method: 'POST' | 'DELETE', at: number) =>
  test.read(method, `/v1/contacts/p${at}@example.org/tags`, { tags: ['out'] })
const saveRule = (filters: object) => test.read('PATCH', `/v1/segments/${segment}`, { filters })
const NOBODY = { conditions: [{ type: 'field', field: 'email', op: 'is_empty' }] }

function later(): string {
  now = new Date(now.getTime() + 60_000)
  return now.toISOString()
}

/** What a person is told of the segment: `in` or `left`, since when and why. */
async function told(at: number): Promise<[string, string | undefined, string] | undefined> {
  type Row = { segment: { id: string }; cause: string; since?: string; at?: string }
  const { body } = await test.read<{ data: Row[]; left: Row[] }>('GET', `/v1/contacts/p${at}@example.org/segments`)
  const inside = body.data.find((row) => row.segment.id === segment)
  const left = body.left.find((row) => row.segment.id === segment)
  return (inside && ['in', inside.since, inside.cause]) ?? (left && ['left', left.at, left.cause])
}

it('says since when somebody is in a segment that very many entered and left at once, or alone', async () => {
  const begun = now.toISOString()
  expect(await told(3)).toEqual(['in', begun, 'rule'])

  const wentAlone = later()
  await tag('POST', 3)
  expect(await told(3)).toEqual(['left', wentAlone, 'change'])
  const cameAlone = later()
  await tag('DELETE', 3)
  expect([await told(3), await told(4)]).toEqual([
    ['in', cameAlone, 'change'],
    ['in', begun, 'rule'],
  ])

  const allWent = later()
  await saveRule(NOBODY)
  expect([await told(3), await told(4)]).toEqual([
    ['left', allWent, 'rule'],
    ['left', allWent, 'rule'],
  ])
  await tag('POST', 4)
  const allCame = later()
  await saveRule(without('out'))
  const cameLast = later()
  await tag('DELETE', 4)
  expect([await told(3), await told(4), await told(5)]).toEqual([
    ['in', allCame, 'rule'],
    ['in', cameLast, 'change'],
    ['in', allCame, 'rule'],
  ])
})

it('lists everybody who came or left in one step, page by page, but who was deleted since', async () => {
  const { client } = test
  const big = (await client.segments.transitions(segment, { direction: 'left' })).data.find(
    ({ count }) => count > 1_000,
  )
  const people = (after?: string) =>
    client.segments.transitionPeople(segment, big?.id ?? '', { limit: 100, ...(after && { after }) })
  const everybody = async () => {
    const found: string[] = []
    let after: string | undefined
    do {
      const { data, next_cursor, count } = await people(after)
      expect(count).toBe(big?.count)
      found.push(...data.map(({ email }) => email ?? ''))
      after = next_cursor ?? undefined
    } while (after)
    return found
  }
  const all = await everybody()
  expect([all.length, new Set(all).size]).toEqual([big?.count, big?.count])
  await client.contacts.delete('p7@example.org')
  expect(await everybody()).toEqual(all.filter((email) => email !== 'p7@example.org'))
  const few = (await client.segments.transitions(segment, { direction: 'left' })).data.find(({ count }) => count === 1)
  expect((await client.segments.transitionPeople(segment, few?.id ?? '')).data).toMatchObject(few?.contacts ?? [{}])

  const other = await client.segments.create({ name: 'Another one', filters: {} })
  for (const [of, id] of [
    [segment, '999999'],
    [segment, "1' or true"],
    [other.id, big?.id ?? ''],
  ] as const)
    await expect(client.segments.transitionPeople(of, id)).rejects.toMatchObject({ code: 'not_found' })
  const stranger = test.clientFor(test.second.key)
  await expect(stranger.segments.transitionPeople(segment, big?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})
