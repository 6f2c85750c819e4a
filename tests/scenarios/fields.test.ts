import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addContacts } from '../support/add-contacts.ts'
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
const problemOf = ({ status, body }: Reply) => ({ status, ...(body as { code: string; detail: string }) })
const pointersOf = ({ body }: Reply) =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer)
const create = (field: Record<string, unknown>) => request('POST', '/fields', field)

describe('a custom field', () => {
  it('is named like its key unless told otherwise, and keeps its key', async () => {
    const made = await create({ key: 'plan', type: 'select', options: ['Free', ' Pro ', 'Free'] })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ key: 'plan', name: 'plan', type: 'select', options: ['Free', 'Pro'] })
    expect((await request('GET', '/fields/plan')).body).toEqual(made.body)
    expect((await request('GET', '/fields')).body).toMatchObject({ data: [{ key: 'plan' }], has_more: false })
    expect(pointersOf(await request('PATCH', '/fields/plan', { key: 'other' }))).toEqual(['/key'])
    const renamed = await request('PATCH', '/fields/plan', { name: 'Plan', description: 'What they pay for' })
    expect(renamed.body).toMatchObject({
      key: 'plan',
      name: 'Plan',
      description: 'What they pay for',
      options: ['Free', 'Pro'],
    })
  })

  it.each([
    [{ key: 'email', type: 'text' }, ['/key']],
    [{ key: 'first_name', type: 'text' }, ['/key']],
    [{ key: 'FIRSTNAME', type: 'text' }, ['/key']],
    [{ key: '_e_m_a_i_l_', type: 'text' }, ['/key']],
    [{ key: 'last_opened_at', type: 'instant' }, ['/key']],
    [{ key: '__proto__', type: 'text' }, ['/key']],
    [{ key: 'a b', type: 'text' }, ['/key']],
    [{ key: 'x'.repeat(65), type: 'text' }, ['/key']],
    [{ key: 'colour', type: 'select' }, ['/options']],
    [{ key: 'colours', type: 'list' }, ['/options']],
    [{ key: 'colours', type: 'list', options: [] }, ['/options']],
    [{ key: 'colours', type: 'list', options: ['red', ' '] }, ['/options/1']],
    [{ key: 'age', type: 'number', options: ['1'] }, ['/options']],
    [{ key: 'age', type: 'integer' }, ['/type']],
  ])('cannot be %j', async (field, pointers) => {
    const refused = await create(field)
    expect([refused.status, pointersOf(refused)]).toEqual([422, pointers])
  })

  it('may have a key in any script, once in each project', async () => {
    const made = await create({ key: 'größe_尺寸', type: 'number' })
    expect(made.status).toBe(201)
    const path = `/fields/${encodeURIComponent('größe_尺寸'.normalize('NFD'))}`
    expect((await request('GET', path)).body).toEqual(made.body)
    expect(problemOf(await create({ key: 'größe_尺寸', type: 'text' }))).toMatchObject({
      status: 409,
      code: 'already_exists',
    })
    const theirs = { key: test.second.key }
    expect((await test.request('GET', `/v1${path}`, undefined, theirs)).status).toBe(404)
    expect((await test.request('DELETE', `/v1${path}`, undefined, theirs)).status).toBe(404)
    expect((await test.request('POST', '/v1/fields', { key: 'größe_尺寸', type: 'text' }, theirs)).status).toBe(201)
  })
})

describe('the options of a field', () => {
  it('may grow, and shrink while nobody has what goes', async () => {
    await create({ key: 'size', type: 'select', options: ['S', 'M', 'L'] })
    const [id] = await addContacts(test, test.first, [{ email: 'm@example.org', fields: { size: 'M' } }])
    const changed = await request('PATCH', '/fields/size', { options: ['M', 'L', 'XL'] })
    expect(changed.body).toMatchObject({ options: ['M', 'L', 'XL'] })
    const refused = problemOf(await request('PATCH', '/fields/size', { options: ['L', 'XL'] }))
    expect(refused).toMatchObject({ status: 409, code: 'in_use' })
    expect(refused.detail).toContain('The option "M" is used by 1 contact')
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ fields: { size: 'M' } })
  })

  it('stay while a filter asks for them, in a list too', async () => {
    await create({ key: 'likes', type: 'list', options: ['tea', 'coffee', 'milk'] })
    await addContacts(test, test.first, [{ email: 'likes@example.org', fields: { likes: ['tea', 'milk'] } }])
    const filters = {
      conditions: [{ match: 'none', conditions: [{ type: 'field', field: 'likes', op: 'is', values: ['coffee'] }] }],
    }
    expect((await request('POST', '/segments', { name: 'No coffee', filters })).status).toBe(201)
    const without = (option: string) => ['tea', 'coffee', 'milk'].filter((other) => other !== option)
    for (const [option, user] of [
      ['milk', '1 contact'],
      ['coffee', 'the segment "No coffee"'],
    ]) {
      const refused = problemOf(await request('PATCH', '/fields/likes', { options: without(option) }))
      expect(refused).toMatchObject({ status: 409, code: 'in_use' })
      expect(refused.detail).toContain(`The option "${option}" is used by ${user}`)
    }
    expect((await request('PATCH', '/fields/plan', { options: [] })).status).toBe(422)
  })
})

describe('deleting a field', () => {
  it('takes its values from everyone and from the index', async () => {
    await create({ key: 'city', type: 'text' })
    const [id] = await addContacts(test, test.first, [
      { email: 'city@example.org', fields: { city: 'Jakarta' } },
      { email: 'nocity@example.org' },
    ])
    const filters = { conditions: [{ type: 'field', field: 'city', op: 'is', values: ['jakarta'] }] }
    expect((await test.read('POST', '/v1/contacts/search', { filters })).body).toMatchObject({ total: 1 })
    expect((await request('DELETE', '/fields/city')).status).toBe(204)
    expect((await request('GET', '/fields/city')).status).toBe(404)
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ fields: {} })
    expect(pointersOf(await test.read('POST', '/v1/contacts/search', { filters }))).toEqual([
      '/filters/conditions/0/field',
    ])
    await create({ key: 'city', type: 'text' })
    expect((await test.read('POST', '/v1/contacts/search', { filters })).body).toMatchObject({ total: 0 })
  })

  it('is refused while a segment asks for it', async () => {
    await create({ key: 'score', type: 'number' })
    const filters = { conditions: [{ type: 'field', field: 'score', op: 'gt', values: [5] }] }
    const { body } = await request('POST', '/segments', { name: 'High scores', filters })
    const refused = problemOf(await request('DELETE', '/fields/score'))
    expect(refused).toMatchObject({ status: 409, code: 'in_use' })
    expect(refused.detail).toContain('the segment "High scores"')
    // why: a segment by its contract
    await request('DELETE', `/segments/${(body as { id: string }).id}`)
    expect((await request('DELETE', '/fields/score')).status).toBe(204)
  })
})
