import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Rollcall, RollcallError, type RollcallOptions } from './index.ts'

type Sent = { url: string; method: string; headers: Headers; body: unknown }

/** A client whose server gives these answers in turn, and what it was sent. */
function clientOf(answers: (Response | Error)[], options: Partial<RollcallOptions> = {}) {
  const sent: Sent[] = []
  const client = new Rollcall({
    baseUrl: 'https://rollcall.example.org/',
    apiKey: 'rk_key',
    fetch: async (url, init) => {
      sent.push({ url: String(url), method: init?.method ?? '', headers: new Headers(init?.headers), body: init?.body })
      const answer = answers.shift()
      if (!answer) throw new Error('no more answers')
      if (answer instanceof Error) throw answer
      return answer
    },
    ...options,
  })
  return { client, sent }
}

const json = (body: unknown, headers = {}, status = 200) => Response.json(body, { status, headers })
const problem = (status: number, code: string, headers = {}) =>
  json(
    { code, detail: 'No.', help: 'Do.', request_id: 'req_1', errors: [{ pointer: '/a', detail: 'x' }] },
    headers,
    status,
  )

describe('Rollcall', () => {
  it('puts path parameters, body and query where they belong', async () => {
    const { client, sent } = clientOf([json({}), json({}), json({}), new Response(null, { status: 204 })])
    await client.contacts.get('ada+1@example.org/x')
    await client.contacts.create({ email: 'a@example.org' }, { upsert: true })
    await client.tags.list({ limit: 5, after: undefined })
    expect(await client.tags.delete('tag_1')).toBeUndefined()
    expect(sent.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', 'https://rollcall.example.org/v1/contacts/ada%2B1%40example.org%2Fx', undefined],
      ['POST', 'https://rollcall.example.org/v1/contacts?upsert=true', '{"email":"a@example.org"}'],
      ['GET', 'https://rollcall.example.org/v1/tags?limit=5', undefined],
      ['DELETE', 'https://rollcall.example.org/v1/tags/tag_1', undefined],
    ])
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer rk_key')
  })

  it('refuses an empty path parameter, which would name the whole list', async () => {
    const { client, sent } = clientOf([])
    await expect(client.tags.delete('')).rejects.toThrow(TypeError)
    expect(sent).toEqual([])
  })

  it('sends files as a form and gives files as blobs', async () => {
    const { client, sent } = clientOf([json({}), new Response('line,reason\n')])
    await client.imports.create({ file: new Blob(['email\n']), fileName: 'p.csv', options: { tags: ['x'] } })
    const form = sent[0]?.body
    if (!(form instanceof FormData)) throw new Error('no form')
    expect([...form.keys()]).toEqual(['options', 'file'])
    expect(form.get('options')).toBe('{"tags":["x"]}')
    expect(await (await client.imports.rejects('imp_1')).text()).toBe('line,reason\n')
  })

  it('reads what it wrote: the largest position seen goes with later reads, and not with plain writes', async () => {
    const { client, sent } = clientOf([
      json({}, { 'rollcall-position': '900' }),
      json({}, { 'rollcall-position': '10000' }),
      json({}, { 'rollcall-position': '901' }),
      json({}),
    ])
    await client.tags.create({ name: 'a' })
    await client.tags.create({ name: 'b' })
    await client.segments.get('seg_1')
    await client.segments.get('seg_1')
    expect(sent.map(({ headers }) => headers.get('rollcall-after'))).toEqual([null, null, '10000', '10000'])
  })

  it('leaves that away when it is told so', async () => {
    const { client, sent } = clientOf([json({}, { 'rollcall-position': '9' }), json({})], { readYourWrites: false })
    await client.tags.create({ name: 'a' })
    await client.tags.list()
    expect(sent[1]?.headers.get('rollcall-after')).toBeNull()
  })

  it.each([
    [[new TypeError('fetch failed'), json({ id: 1 })]],
    [[problem(503, 'index_behind', { 'retry-after': '0' }), json({ id: 1 })]],
    [
      [
        problem(429, 'too_many_requests', { 'retry-after': '0' }),
        problem(503, 'x', { 'retry-after': '0' }),
        json({ id: 1 }),
      ],
    ],
    [[problem(409, 'request_in_progress', { 'retry-after': '0' }), json({ id: 1 })]],
  ])('tries again with the same Idempotency-Key (%#)', async (answers) => {
    const tries = answers.length
    const { client, sent } = clientOf(answers)
    expect(await client.tags.create({ name: 'a' })).toEqual({ id: 1 })
    expect(sent).toHaveLength(tries)
    expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1)
  })

  it.each([
    ['a refusal', [problem(422, 'invalid_request')]],
    ['a conflict', [problem(409, 'already_exists')]],
    ['our mistake', [problem(500, 'internal')]],
    ['a long wait', [problem(429, 'too_many_requests', { 'retry-after': '40' })]],
  ])('does not try again after %s', async (_, answers) => {
    const { client, sent } = clientOf(answers)
    await expect(client.tags.create({ name: 'a' })).rejects.toThrow(RollcallError)
    expect(sent).toHaveLength(1)
  })

  it('throws what the server said', async () => {
    const { client } = clientOf([problem(422, 'invalid_request')])
    await expect(client.tags.create({ name: '' })).rejects.toMatchObject({
      name: 'RollcallError',
      message: 'No.',
      code: 'invalid_request',
      status: 422,
      help: 'Do.',
      errors: [{ pointer: '/a', detail: 'x' }],
      requestId: 'req_1',
    })
  })

  it('names what somebody else answered, and silence', async () => {
    const proxy = clientOf([new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'p1' } })])
    await expect(proxy.client.tags.list()).rejects.toMatchObject({ code: 'unexpected', status: 502, requestId: 'p1' })
    const silent = clientOf([new TypeError('a'), new TypeError('b'), new TypeError('c')])
    await expect(silent.client.tags.list()).rejects.toMatchObject({
      code: 'unreachable',
      status: 0,
      message: 'No answer from https://rollcall.example.org.',
    })
  })

  it('stops when it is aborted', async () => {
    const stop = new AbortController()
    const { client } = clientOf([problem(503, 'index_behind', { 'retry-after': '4' })])
    const call = client.tags.list({}, { signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 1)
    await expect(call).rejects.toThrow('enough')
  })

  it('depends on nothing at run time', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(manifest.dependencies).toBeUndefined()
  })
})
