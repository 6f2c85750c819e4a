import { ERRORS, isAllowed, openApi, type Problem, ROUTES, type Route, SCOPES, toId } from '@rollcall/contract'
import type { CallId } from '@rollcall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct, type TestProject } from '../support/create-product.ts'
import type { SampleCall } from '../support/sample-call.ts'
import { SAMPLE_CALLS } from '../support/sample-calls.ts'
import { thingsOf } from '../support/sample-things.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
})

const guarded = ROUTES.filter(({ scope }) => scope !== 'public')
const withJson = guarded.filter(({ body, upload }) => body && !upload)
const withParams = guarded.filter(({ path }) => path.includes('{'))
const underV1 = ROUTES.filter(({ path }) => path.startsWith('/v1/'))

const named = (routes: readonly Route[]) => routes.map((route): [string, Route] => [route.id, route])

describe('every route', () => {
  it.each(named(ROUTES))('%s answers as its contract says', async (_, route) => {
    const reply = await send(route, await sampleOf(route, test.first))
    expect([reply.status, reply.text]).toEqual([route.status ?? 200, expect.anything()])
    expect(reply.headers['x-request-id']).toMatch(/^req_/)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    if (route.media) expect(reply.headers['content-type']).toContain(route.media)
    expect(test.errors).toEqual([])
  })

  it.each(named(guarded))('%s asks who is there', async (_, route) => {
    const call = await sampleOf(route, test.first)
    for (const authorization of [undefined, 'Bearer rk_nobody', 'Bearer', 'Basic YTpi', `bearer  ${test.first.key}x`]) {
      const headers = { ...call.headers, cookie: 'rollcall_session=nobody', ...(authorization && { authorization }) }
      expectProblem(await send(route, { ...call, headers, isAnonymous: true }), 'unauthenticated')
    }
  })

  it.each(named(guarded))('%s refuses a key without its scope', async (_, route) => {
    const call = await sampleOf(route, test.first)
    const scopes = SCOPES.filter((scope) => scope !== '*' && scope !== route.scope)
    const key = await test.makeKey(test.first, scopes)
    expect(route.scope === 'session' || !isAllowed(scopes, route.scope as never)).toBe(true)
    const headers = { ...call.headers, cookie: '', authorization: `Bearer ${key}` }
    expectProblem(await send(route, { ...call, headers, isAnonymous: true }), 'forbidden')
  })

  it.each(named(withParams))('%s treats what another project has as what nobody has', async (_, route) => {
    const foreign = await sampleOf(route, test.second)
    const ours = await sampleOf(route, test.first)
    const unknown = { ...ours, params: ['tag_01je7nwb00f98rraszdnf4n6r1'] }
    const [there, nowhere] = [
      await send(route, { ...ours, params: foreign.params }),
      await send(route, { ...unknown, params: foreign.params?.map(() => absentLike(foreign.params?.[0] ?? '')) }),
    ]
    expectProblem(there, 'not_found')
    expectProblem(nowhere, 'not_found')
    expect(withoutIds(there.body, foreign)).toEqual(withoutIds(nowhere.body, foreign))
  })

  it.each(named(withParams))('%s says 404 to anything that is no id', async (_, route) => {
    const call = await sampleOf(route, test.first)
    for (const id of [
      'x',
      'con_',
      '%00',
      '..%2f..',
      '%f0%9f%92%a9',
      'a'.repeat(3_000),
      "'; drop table tags --",
      '%zz',
    ]) {
      const reply = await send(route, { ...call, params: [id] })
      expect([id, reply.status]).toEqual([id, 404])
      expectProblem(reply)
    }
  })

  it.each(named(withJson))('%s names what is wrong with its body', async (_, route) => {
    const call = await sampleOf(route, test.first)
    const raw = (text: string, type = 'application/json') =>
      send(route, { ...call, body: Buffer.from(text), headers: { ...call.headers, 'content-type': type } })
    for (const text of ['', '{', '{"a":}', '{"a":"\\ud8"}']) {
      expectProblem(await raw(text), 'malformed_json')
    }
    for (const text of ['['.repeat(100_000), 'null', '12', '"text"', '[]'])
      expectProblem(await raw(text), 'invalid_request')
    expectProblem(await raw('name=Ada', 'application/x-www-form-urlencoded'), 'unsupported_media_type')
    expectProblem(await raw('{}', 'text/plain'), 'unsupported_media_type')
    expectProblem(
      await raw(JSON.stringify({ text: 'x'.repeat(17 * 1024 * 1024) })),
      'too_large',
      / is over the limit of (1|16) MiB that this call takes\.$/,
    )
    const unknown = await send(route, { ...call, body: { ...(call.body as object), 'no/such~key': 1 } })
    expect(expectProblem(unknown, 'invalid_request').errors).toContainEqual({
      pointer: '/no~1such~0key',
      detail: expect.stringContaining('is not known here. Accepted: '),
    })
  })

  it.each(named(underV1))('%s names what is wrong with its query', async (_, route) => {
    const call = await sampleOf(route, test.first)
    const unknown = expectProblem(
      await send(route, { ...call, query: `${call.query ?? '?'}&nonsense=1` }),
      'invalid_request',
    )
    expect(unknown.errors?.map(({ pointer }) => pointer)).toEqual(['?nonsense'])
    if (!route.query?.shape.limit) return
    // All tags of a project are sorted and grouped where they are shown.
    const most = route.id === 'tags.list' ? 1_000 : 100
    for (const query of ['?limit=0', `?limit=${most + 1}`, '?limit=ten', '?limit=1.5', '?limit=', '?limit=1&limit=2']) {
      const { errors } = expectProblem(await send(route, { ...call, query }), 'invalid_request')
      expect([query, errors?.map(({ pointer }) => pointer)]).toEqual([query, ['?limit']])
    }
    for (const after of ['x', '%00', 'bnVsbA', 'W10', 'eyJhIjoxfQ', 'WyJ4IiwieSJd', 'a'.repeat(2_001)]) {
      const { errors } = expectProblem(await send(route, { ...call, query: `?after=${after}` }), 'invalid_request')
      expect([after, errors?.map(({ pointer }) => pointer)]).toEqual([after, ['?after']])
    }
  })

  it.each(named(guarded))('%s refuses a position that no write answered with', async (_, route) => {
    const call = await sampleOf(route, test.first)
    for (const after of ['', '-1', 'now', '1e9', '9'.repeat(40)]) {
      const reply = await send(route, { ...call, headers: { ...call.headers, 'rollcall-after': after } })
      expect(expectProblem(reply, 'invalid_request').errors?.[0]?.pointer).toBe('Rollcall-After')
    }
  })

  it.each(named(withJson))('%s survives every value in every place of its body', async (_, route) => {
    const call = await sampleOf(route, test.first)
    for (const body of variations(call.body)) {
      const reply = await send(route, { ...call, body })
      expect(reply.status, `${JSON.stringify(body).slice(0, 300)} → ${reply.text}`).toBeLessThan(500)
      if (reply.status >= 400) expectProblem(reply)
    }
    expect(test.errors).toEqual([])
  })
})

describe('the OpenAPI document', () => {
  it('lists every route, and nothing that is not there', async () => {
    const { body } = await test.request<ReturnType<typeof openApi>>('GET', '/openapi.json')
    const listed = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    )
    expect(listed.sort()).toEqual(ROUTES.map(({ id, method, path }) => `${id} ${method} ${path}`).sort())
  })

  it('refers only to what it defines', () => {
    const document = openApi({ version: '1', url: 'https://example.org' })
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
    expect(references.length).toBeGreaterThan(50)
    const { components } = document as unknown as { components: Record<string, Record<string, unknown>> }
    for (const [text, kind = '', name = ''] of references) expect(components[kind], text).toHaveProperty(name)
  })

  it('is shown as a page that explains every error code', async () => {
    const { text, headers } = await test.request('GET', '/docs', undefined, { key: null })
    expect(headers['content-type']).toContain('text/html')
    expect(text).not.toMatch(/<script|https?:\/\/(?!localhost)/)
    for (const code of Object.keys(ERRORS)) expect(text).toContain(`id="${code}"`)
  })
})

describe('elsewhere', () => {
  it.each(['/v1', '/v1/', '/v1/nothing', '/V1/tags', '/v1/tags/'])('%s is not part of the API', async (path) => {
    for (const method of ['GET', 'POST']) {
      const reply = await test.request(method, path, method === 'POST' ? {} : undefined)
      expect(expectProblem(reply).status).toBe(404)
    }
  })

  it('tells the process’s metrics to itself and to nobody who came through a proxy', async () => {
    await test.request('GET', '/v1/project')
    const { text } = await test.request('GET', '/metrics', undefined, { key: null })
    expect(text).toMatch(/^rollcall_http_request_duration_seconds_count\{.*route="\/v1\/project".*\} /m)
    expect(text).toMatch(/^rollcall_index_contacts \d+$/m)
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    expectProblem(await test.request('GET', '/metrics', undefined, { key: null, headers }), 'unauthenticated')
    expect((await test.request('GET', '/metrics', undefined, { headers })).status).toBe(200)
  })

  it('says that it is ready once database, migrations and index are', async () => {
    const { body } = await test.request('GET', '/readyz', undefined, { key: null })
    expect(body).toEqual({ status: 'ok', checks: { database: 'ok', migrations: 'ok', index: 'ok' } })
  })
})

async function sampleOf(route: Route, project: TestProject): Promise<SampleCall> {
  return SAMPLE_CALLS[route.id as CallId](thingsOf(test, project))
}

function send(route: Route, call: SampleCall): Promise<Reply> {
  const params = [...(call.params ?? [])]
  const path = route.path.replace(/\{\w+\}/g, () => params.shift() ?? '')
  const isRaw = call.body instanceof Buffer
  return test.inject({
    method: route.method,
    url: path + (call.query ?? ''),
    headers: {
      ...(!call.isAnonymous && { authorization: `Bearer ${call.key ?? test.first.key}` }),
      ...(call.body !== undefined && !isRaw && { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body !== undefined && { payload: isRaw ? (call.body as Buffer) : JSON.stringify(call.body) }),
  })
}

function expectProblem(reply: Reply, code?: keyof typeof ERRORS, detail = /./): Problem {
  const problem = reply.body as Problem
  expect(reply.headers['content-type'], reply.text).toContain('application/problem+json')
  expect(problem.request_id).toMatch(/^req_/)
  expect(problem.status).toBe(reply.status)
  expect(ERRORS).toHaveProperty(problem.code)
  if (code) expect([problem.code, problem.detail]).toEqual([code, expect.stringMatching(detail)])
  return problem
}

/** An id of the same kind that nothing has. */
function absentLike(id: string): string {
  const kind = /^([a-z]+)_/.exec(id)?.[1]
  return kind ? id.replace(/_.*/, toId('tag', '01938f5e-2c00-7a51-8c2b-3f6d5e4a9b01').slice(3)) : `${id}x`
}

function withoutIds(body: unknown, call: SampleCall): unknown {
  const { request_id, instance, ...problem } = body as Problem
  return JSON.parse(
    JSON.stringify(problem)
      // The absent one may be longer by a letter.
      .replaceAll(absentLike(call.params?.[0] ?? ''), 'ID')
      .replaceAll(call.params?.[0] ?? '', 'ID'),
  )
}

const NASTY: unknown[] = [
  JSON.parse('['.repeat(2_400) + ']'.repeat(2_400)),
  null,
  true,
  -1,
  0.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(70_000),
  '__proto__',
  '%',
  '\'"\\',
  '٣',
  '9999-99-99',
  '2026-02-30T00:00:00Z',
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  { constructor: { prototype: 1 } },
]

/** The body with each of its parts, one at a time, replaced by each nasty value. */
function* variations(body: unknown): Generator<unknown> {
  for (const value of NASTY) yield value
  if (typeof body !== 'object' || body === null) return
  for (const [key, part] of Object.entries(body)) {
    for (const value of variations(part))
      yield Array.isArray(body) ? body.with(Number(key), value) : { ...body, [key]: value }
  }
}
