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

describe('statistics of a field', () => {
  it('tell how many have it, and what', async () => {
    const { client } = test
    await client.fields.create({ key: 'city', type: 'text' })
    await client.fields.create({ key: 'likes', type: 'list', options: ['a', 'b'] })
    await client.contacts.create({ email: 'none@stats.example' })
    for (const [n, city] of ['Oslo', 'Oslo', 'Jakarta'].entries()) {
      await client.contacts.create({ email: `${n}@stats.example`, fields: { city, likes: n ? ['a', 'b'] : ['a'] } })
    }
    const { body } = await test.read<{ stats: object }>('GET', '/v1/fields/city?stats=true')
    expect(body.stats).toEqual({
      ...{ contacts: 4, filled: 3, sampled: 3, distinct: 2 },
      samples: [
        { value: 'Oslo', count: 2 },
        { value: 'Jakarta', count: 1 },
      ],
    })
    const { data } = await client.fields.list({ stats: true })
    expect(data.map(({ key, stats }) => [key, stats?.filled, stats?.samples.length])).toEqual([
      ['city', 3, 2],
      ['likes', 3, 2],
    ])
    expect((await client.fields.list()).data[0]).not.toHaveProperty('stats')
  })
})

describe('another type of a field', () => {
  it.each([
    ['text', ['12', '-0.5'], 'number', {}, [12, -0.5]],
    ['number', [1e21, -1], 'text', {}, ['1000000000000000000000', '-1']],
    ['text', ['yes', 'FALSE'], 'boolean', {}, [true, false]],
    ['text', ['Größe', 'x'], 'select', { options: ['Größe', 'x'] }, ['Größe', 'x']],
    ['text', ['a,b', 'b'], 'list', { options: ['a', 'b'] }, [['a', 'b'], ['b']]],
    ['text', ['2024-02-29', '--02-29'], 'date', {}, ['2024-02-29', '--02-29']],
  ])('%s %j becomes %s', async (from, values, type, extra, after) => {
    const key = `f_${type}_${String(from)}`
    await test.client.fields.create({ key, type: from as 'text' })
    for (const [n, value] of values.entries()) {
      await test.client.contacts.create({ email: `${key}${n}@retype.example`, fields: { [key]: value } })
    }
    const { status, body } = await test.request('PATCH', `/v1/fields/${key}`, { type, ...extra })
    expect([status, body]).toMatchObject([200, { key, type }])
    for (const [n, value] of after.entries()) {
      expect((await test.client.contacts.get(`${key}${n}@retype.example`)).fields[key]).toEqual(value)
    }
    expect(
      (await test.read<{ stats: { filled: number } }>('GET', `/v1/fields/${key}?stats=true`)).body.stats.filled,
    ).toBe(2)
  })

  it('is found by filters of its new type', async () => {
    const filters = { conditions: [{ type: 'field', field: 'f_number_text', op: 'gt', values: [10] }] }
    const { body } = await test.read<{ total: number }>('POST', '/v1/contacts/search', { filters })
    expect(body.total).toBe(1)
  })

  it('is refused with examples when values do not fit, and changes nothing', async () => {
    await test.client.fields.create({ key: 'mixed', type: 'text' })
    for (const [n, mixed] of ['1', 'one', 'two', ''].entries()) {
      await test.client.contacts.create({ email: `m${n}@mixed.example`, fields: { mixed } })
    }
    const refused = await test.request('PATCH', '/v1/fields/mixed', { type: 'number' })
    expect(refused.body).toMatchObject({
      status: 422,
      errors: [
        {
          pointer: '/type',
          detail: '2 contacts have values that are no number, such as "one", "two": change those first',
        },
      ],
    })
    expect((await test.client.fields.get('mixed')).type).toBe('text')
    expect((await test.request('PATCH', '/v1/fields/mixed', { type: 'select' })).body).toMatchObject({
      errors: [{ pointer: '/options' }],
    })
  })

  it('is refused while a rule uses it, and what uses it is told', async () => {
    const filters = { conditions: [{ type: 'field', field: 'mixed', op: 'is', values: ['1'] }] }
    await test.client.segments.create({ name: 'Mixed', filters })
    expect((await test.request('PATCH', '/v1/fields/mixed', { type: 'url' })).body).toMatchObject({ code: 'in_use' })
    expect((await test.client.fields.uses('mixed')).data.map(({ name }) => name)).toEqual(['Mixed'])
    expect((await test.client.fields.update('mixed', { name: 'Renamed', type: 'text' })).name).toBe('Renamed')
  })
})

describe('the preview of another type', () => {
  it('counts what fits, shows what does not and what uses the field, and changes nothing', async () => {
    const { client } = test
    await client.fields.create({ key: 'size', type: 'text' })
    for (const [n, size] of ['1', '2.5', 'large'].entries())
      await client.contacts.create({ email: `size${n}@preview.example`, fields: { size } })
    const filters = { conditions: [{ type: 'field', field: 'size', op: 'is', values: ['1'] }] }
    const segment = await client.segments.create({ name: 'Small', kind: 'dynamic', filters })
    expect(await client.fields.previewType('size', { type: 'number' })).toEqual({
      ...{ fitting: 2, misfits: 1, examples: ['large'] },
      usedBy: [{ kind: 'segment', id: segment.id, name: 'Small' }],
    })
    expect((await client.fields.get('size')).type).toBe('text')
    const { status } = await test.request('POST', '/v1/fields/size/type/preview', { type: 'select' })
    expect(status).toBe(422)
  })
})
