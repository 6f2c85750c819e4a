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
