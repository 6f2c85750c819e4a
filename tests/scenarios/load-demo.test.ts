import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'

describe('loading demo data later', () => {
  let test: TestProduct
  beforeAll(async () => {
    test = await createProduct()
  })
  afterAll(() => test.drop())

  it('fills a project without contacts, goes again, and is written down each time', async () => {
    const all = { contacts: 100, segments: 17, tags: 17 }
    expect(await test.client.demo.create({ contacts: 100 })).toEqual(all)
    const { body } = await test.read('GET', '/v1/project')
    expect(body).toMatchObject({ hasDemo: true, contactCount: 100 })
    expect(await test.client.demo.remove()).toEqual(all)
    expect(await test.client.demo.create({ contacts: 100 })).toEqual(all)
    const { data } = await test.client.audit.list({ kind: 'project' })
    expect(data.map(({ call }) => call)).toEqual(['demo.create', 'demo.remove', 'demo.create'])
    await test.client.demo.remove()
  })

  it('is loaded once by two who ask at once, and what is left of it in tags that can come back is nobody’s demo', async () => {
    const { client } = test
    const both = await Promise.allSettled([1, 2].map(() => client.demo.create({ contacts: 100 })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'cannot_load_demo', message: expect.stringMatching(/has contacts already, 100 of them/) },
    })
    expect(await client.demo.get()).toMatchObject({ contacts: 100 })
    const own = await client.tags.create({ name: 'Own' })
    const demo = await client.tags.get('VIP')
    await client.tags.merge(demo.id, { into: own.id })
    await client.demo.remove()
    expect((await client.tags.restore(demo.id)).contacts).toBe(0)
    expect((await test.read('GET', '/v1/project')).body).toMatchObject({ hasDemo: false })
    await client.tags.delete(demo.id)
    await client.tags.delete(own.id)
  })

  it('stays away from people and from names that are taken, and leaves nothing of itself there', async () => {
    const { client } = test
    const refused = async (why: RegExp) => {
      await expect(client.demo.create({ contacts: 100 })).rejects.toMatchObject({
        code: 'cannot_load_demo',
        message: expect.stringMatching(why),
      })
      expect(await client.demo.get()).toEqual({ contacts: 0, segments: 0, tags: 0 })
    }
    const { id } = await client.contacts.create({ email: 'ada@example.org' })
    await refused(/has contacts already, 1 of them/)
    await client.contacts.delete(id)
    const tag = await client.tags.create({ name: 'VIP' })
    await refused(/has a name that the demo brings/)
    await client.tags.delete(tag.id)
    const field = await client.fields.create({ key: 'plan', type: 'text' })
    await refused(/has a name that the demo brings/)
    await client.fields.delete(field.key)
    await client.topics.create({ name: 'Sales', default: 'opt_in' })
    await refused(/has a name that the demo brings/)
  })
})
