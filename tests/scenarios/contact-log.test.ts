import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(() => test.drop())

const DETAILS = 'created,changed,deleted,restored,merged'

async function told(contact: string, kinds = DETAILS) {
  const { data } = await test.client.contacts.timeline(contact, { kinds, limit: 100 })
  return data.map(({ kind, byName, details }) => [kind, byName, details.changes])
}

it('keeps what was changed of a person, what it was, and by whom', async () => {
  const { client } = test
  await client.fields.create({ key: 'plan', name: 'Plan', type: 'select', options: ['free', 'pro'] })
  const { id } = await client.contacts.create({ email: 'ada@example.org', country: 'IT', tags: ['VIP'] })
  await client.contacts.update(id, { country: 'NO', fields: { plan: 'pro' }, tags: ['Other'] })
  // Nothing that it is not already.
  await client.contacts.update(id, { country: 'NO', status: 'unsubscribed' })
  await client.contacts.update(id, { email: 'lovelace@example.org', tracking: false, country: null })
  expect(await told(id)).toEqual([
    [
      'changed',
      'Test',
      { email: ['ada@example.org', 'lovelace@example.org'], tracking: [true, false], country: ['NO', null] },
    ],
    ['changed', 'Test', { country: ['IT', 'NO'], 'fields.plan': [null, 'pro'] }],
    ['created', null, undefined],
  ])
})

it('tells of deleting and bringing back', async () => {
  const { client } = test
  const { id } = await client.contacts.create({ email: 'gone@example.org' })
  await client.contacts.delete(id)
  await client.contacts.restore(id)
  expect((await told(id)).map(([kind]) => kind)).toEqual(['restored', 'deleted', 'created'])
})

it('goes on with the survivor of a merge, and says nothing there of the deletion', async () => {
  const { client } = test
  const { id: from } = await client.contacts.create({ email: 'from@example.org', company: 'A' })
  await client.contacts.update(from, { company: 'B' })
  const { id: into } = await client.contacts.create({ email: 'into@example.org' })
  await client.contacts.merge(into, { from })
  const kinds = (await told(into)).map(([kind, , changes]) => [kind, changes])
  expect(kinds).toEqual(
    expect.arrayContaining([
      ['changed', { company: ['A', 'B'] }],
      ['merged', undefined],
    ]),
  )
  expect(kinds.map(([kind]) => kind)).not.toContain('deleted')
})

it('is told to the person, and goes with an erasure', async () => {
  const { client, product } = test
  const { id } = await client.contacts.create({ email: 'erase@example.org', name: 'Before' })
  await client.contacts.update(id, { name: 'After' })
  expect((await client.contacts.accessExport(id)).changes).toMatchObject([
    { change: 'changed', changes: { name: ['Before', 'After'] } },
  ])
  await client.contacts.erase(id)
  expect(await product.database.query(`select from contact_log where changes ? 'name'`)).toEqual([])
})
