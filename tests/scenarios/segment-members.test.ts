import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addContacts } from '../support/add-contacts.ts'
import { type Asked, type Contact, createAsked, DAY_MS, NOW, type Page, type Problem } from '../support/asking.ts'
import { until } from '../support/until.ts'

let asked: Asked
beforeAll(async () => {
  asked = await createAsked(700)
})
afterAll(async () => {
  expect(asked.test.errors).toEqual([])
  await asked.test.drop()
})

describe('members', () => {
  const stream = (segment: string, accept: string, query = '') =>
    asked.test.inject({
      method: 'GET',
      url: `/v1/segments/${encodeURIComponent(segment)}/members${query}`,
      headers: { authorization: `Bearer ${asked.test.first.key}`, accept },
    })

  it('come line by line in contact order, all of them, once each', async () => {
    const everyone = await asked.create('Streamed', { filters: {} })
    const { text, headers, status: code } = await stream(everyone, 'application/x-ndjson')
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line): Contact => JSON.parse(line))
    expect([code, headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    expect(lines).toHaveLength(await asked.countOf())
    const ids = lines.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
    const newest = (await asked.test.read<Page>('GET', `/v1/segments/${everyone}/members?limit=1`)).body.data[0]
    expect(lines.at(-1)).toEqual(newest)
  })

  it('come as CSV with a column for every field', async () => {
    const { text } = await stream('By hand', 'text/csv, application/json;q=0.5')
    const [header, ...lines] = text.trimEnd().split('\r\n')
    expect(header).toMatch(/^id,externalId,email,.*,tags,.*,plan/)
    expect(lines).toHaveLength(30)
  })

  it('are a page of JSON for whoever accepts that first, or does not say', async () => {
    for (const accept of ['*/*', 'application/json, text/csv', 'text/html']) {
      expect((await stream('By hand', accept, '?limit=2')).body).toMatchObject({ total: 30, has_more: true })
    }
    const refused = await stream('By hand', 'text/csv', '?after=abc')
    expect([refused.status, (refused.body as Problem).errors[0]?.pointer]).toEqual([422, '?after'])
  })

  it('are judged at another instant, too', async () => {
    const at = new Date(NOW.getTime() + 10 * DAY_MS).toISOString()
    const [now, later] = await Promise.all(
      ['', `&at=${at}`].map(async (query) => {
        const { body } = await asked.test.read<Page>('GET', `/v1/segments/Openers/members?limit=1${query}`)
        return body.total
      }),
    )
    expect(later).toBe((now ?? 0) - 8)
  })

  it('are read only as they are taken, and no further once the client has gone', async () => {
    const size = 30_000
    await addContacts(
      asked.test,
      asked.test.second,
      Array.from({ length: size }, (_, place) => ({ email: `p${place}@example.org` })),
    )
    const key = asked.test.second.key
    const { body: all } = await asked.test.request<{ id: string }>('POST', '/v1/segments', { name: 'All' }, { key })
    const reading = vi.spyOn(asked.test.product.database, 'query')
    const batches = () => reading.mock.calls.filter(([text]) => text.includes('with ordinality as wanted')).length
    const base = await asked.test.listen()
    const leaving = new AbortController()
    const headers = { authorization: `Bearer ${key}`, accept: 'application/x-ndjson' }
    const reply = await fetch(`${base}/v1/segments/${all.id}/members`, { headers, signal: leaving.signal })
    const reader = reply.body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
    leaving.abort()
    await expect(reader?.read()).rejects.toThrow()
    await until(async () => {
      const before = batches()
      for (let round = 0; round < 20; round += 1) await fetch(`${base}/livez`)
      return before === batches()
    }, Boolean)
    expect(batches()).toBeGreaterThan(0)
    expect(batches()).toBeLessThan(size / 1_000)
    reading.mockRestore()
  })
})

describe('sorting', () => {
  it.each([
    ['email', 'asc'],
    ['name', 'desc'],
    ['language', 'asc'],
    ['country', 'desc'],
    ['interests', 'asc'],
  ])('by %s %s follows the root collation, missing last, and its cursors stay good', async (key, direction) => {
    const seen: (string | null)[] = []
    const ids = new Set<string>()
    let after: string | null = null
    do {
      const body = { sort: { field: key, direction }, limit: 100, ...(after !== null && { after }) }
      const page: Page = (await asked.test.read<Page>('POST', '/v1/contacts/search', body)).body
      for (const contact of page.data) {
        const values = { ...contact, ...(contact as unknown as { fields: object }).fields }
        const value: unknown = new Map(Object.entries(values)).get(key)
        seen.push(value === undefined || value === null ? null : String(value))
        ids.add(contact.id)
      }
      after = page.next_cursor
    } while (after !== null)
    expect(ids.size).toBe(seen.length)
    const { compare } = new Intl.Collator('en')
    const present = seen.filter((value) => value !== null)
    const sign = direction === 'asc' ? 1 : -1
    const folded = present.map((value) => (key === 'email' || key === 'name' ? value.toLowerCase() : value))
    if (key !== 'interests') expect(folded).toEqual(folded.toSorted((a, b) => sign * compare(a, b)))
    expect(seen.slice(present.length)).toEqual(seen.slice(present.length).map(() => null))
    expect(present.length).toBeGreaterThan(0)
  })
})
