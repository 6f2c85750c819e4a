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
// why: the shapes of the contract
const idOf = ({ body }: Reply) => (body as { id: string }).id
const listOf = ({ body }: Reply) => body as { data: { id: string; email: string }[]; next_cursor: string | null }

async function countReachable(): Promise<number> {
  const filters = { conditions: [{ type: 'field', field: 'email', op: 'contains', values: ['reach'] }] }
  const { body } = await test.read('POST', '/v1/segments/preview', { filters })
  // why: a preview by its contract
  return (body as { reachable: number }).reachable
}

describe('a suppression', () => {
  it('belongs to an address in any case: the contact is shown as suppressed and its status stays', async () => {
    const [id] = await addContacts(test, test.first, [{ email: 'Reach@Example.org' }])
    expect(await countReachable()).toBe(1)
    const made = await request('POST', '/suppressions', { email: 'REACH@example.org' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ email: 'reach@example.org', reason: 'manual', marketingOnly: false, note: null })
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ suppressed: true, status: 'subscribed' })
    expect(await countReachable()).toBe(0)
    expect((await request('DELETE', `/suppressions/${idOf(made)}`)).status).toBe(204)
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ suppressed: false })
    expect(await countReachable()).toBe(1)
    expect((await request('DELETE', `/suppressions/${idOf(made)}`)).status).toBe(404)
  })

  it('stands once for each reason', async () => {
    const first = await request('POST', '/suppressions', {
      email: 'twice@example.org',
      reason: 'bounce',
      note: 'No such user',
    })
    const again = await request('POST', '/suppressions', { email: 'Twice@Example.org', reason: 'bounce' })
    expect(again).toMatchObject({ status: 409, body: { code: 'already_exists' } })
    expect(JSON.stringify(again.body)).toContain(idOf(first))
    expect((await request('POST', '/suppressions', { email: 'twice@example.org', reason: 'complaint' })).status).toBe(
      201,
    )
  })

  it('may be for an address that nobody has yet, and waits for it', async () => {
    await request('POST', '/suppressions', { email: 'later@example.org', marketingOnly: true })
    const [id] = await addContacts(test, test.first, [{ email: 'later@example.org' }])
    expect((await request('GET', `/contacts/${id}`)).body).toMatchObject({ suppressed: true })
  })

  it.each([
    '',
    'nobody',
    'a@b',
    'a b@example.org',
    'a@example.org\r\nBcc: c@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('is refused for %j', async (email) => {
    const { status, body } = await request('POST', '/suppressions', { email })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/email' }] }])
  })

  it('is listed newest first, page by page, while others are added', async () => {
    const key = test.second.key
    const add = (email: string) => test.request('POST', '/v1/suppressions', { email }, { key })
    for (const name of ['a', 'b', 'c', 'd', 'e']) await add(`${name}@example.org`)
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page = listOf(
        await test.request('GET', `/v1/suppressions?limit=2${after && `&after=${after}`}`, undefined, { key }),
      )
      seen.push(...page.data.map(({ email }) => email[0]))
      after = page.next_cursor
      await add(`new${seen.length}@example.org`)
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
  })

  it('of another project is not there', async () => {
    const made = await request('POST', '/suppressions', { email: 'ours@example.org' })
    const theirs = { key: test.second.key }
    expect((await test.request('DELETE', `/v1/suppressions/${idOf(made)}`, undefined, theirs)).status).toBe(404)
    expect((await test.request('DELETE', '/v1/suppressions/nonsense', undefined, theirs)).status).toBe(404)
    expect(listOf(await request('GET', '/suppressions')).data.map(({ id }) => id)).toContain(idOf(made))
    expect((await request('GET', '/suppressions?after=bm9uc2Vuc2U')).status).toBe(422)
  })
})
