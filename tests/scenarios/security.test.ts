import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'
import { upload } from '../support/sample-calls.ts'
import { thingsOf } from '../support/sample-things.ts'

let test: TestProduct
let now = new Date('2026-03-01T09:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(() => test.drop())

const code = ({ body }: Reply) => (body as { code?: string }).code
const idOf = ({ body }: Reply) => (body as { id: string }).id

describe('a signed-in browser', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'http://localhost:80' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'http://localhost.evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 403],
  ])('that sends %o may change things: %s', async (headers, status) => {
    const { cookie } = await thingsOf(test, test.first).account()
    const sent = { key: null, headers: { ...headers, cookie, host: 'localhost' } }
    expect((await test.request('PATCH', '/v1/project', { name: 'New' }, sent)).status).toBe(status)
    expect((await test.request('GET', '/v1/project', undefined, sent)).status).toBe(200)
  })

  it('is not signed in by another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    const body = { email: 'eve@example.org', password: 'her own password' }
    expect(code(await test.request('POST', '/v1/session', body, { key: null, headers }))).toBe('cross_site')
  })

  it('is who the key says when it also sends a key', async () => {
    const { cookie } = await thingsOf(test, test.first).account()
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    expect((await test.request('GET', '/v1/project', undefined, { key: 'rk_nobody', headers })).status).toBe(401)
  })
})

describe('another key in place of one', () => {
  it('may do the same, and the old one works on until the overlap is over', async () => {
    const old = await test.client.keys.create({ name: 'Shop', scopes: ['project:read'] })
    const fresh = await test.client.keys.rotate(old.id, { overlapHours: 1 })
    expect(fresh).toMatchObject({ name: 'Shop', scopes: ['project:read'], expiresAt: null })
    const status = async (key: string) => (await test.request('GET', '/v1/project', undefined, { key })).status
    expect([await status(old.token), await status(fresh.token)]).toEqual([200, 200])
    const before = now
    now = new Date(now.getTime() + 3_600_000)
    expect([await status(old.token), await status(fresh.token)]).toEqual([401, 200])
    const again = await test.request('POST', `/v1/keys/${old.id}/rotate`, {})
    expect(code(again)).toBe('not_found')
    now = before
  })

  it('is not given by somebody who may do less', async () => {
    const { id } = await test.client.keys.create({ name: 'All', scopes: ['*'] })
    const key = await test.makeKey(test.first, ['keys:write'])
    expect(code(await test.request('POST', `/v1/keys/${id}/rotate`, {}, { key }))).toBe('forbidden')
  })
})

describe('keys', () => {
  it('are shown once, listed by a hint, and work until they are revoked', async () => {
    const { body } = await test.request<{ id: string; token: string }>('POST', '/v1/keys', {
      name: 'Shop',
      scopes: ['project:read'],
    })
    expect(body.token).toMatch(/^rk_[\w-]{43}$/)
    const list = await test.request<{ data: { id: string; hint: string }[] }>('GET', '/v1/keys')
    expect(list.text).not.toContain(body.token)
    const listed = list.body.data.find(({ id }) => id === body.id)
    expect(listed?.hint).toBe(`${body.token.slice(0, 6)}…${body.token.slice(-4)}`)
    const get = () => test.request('GET', '/v1/project', undefined, { key: body.token })
    expect((await get()).status).toBe(200)
    expect((await test.request('DELETE', `/v1/keys/${body.id}`)).status).toBe(204)
    expect((await get()).status).toBe(401)
    expect((await test.request('DELETE', `/v1/keys/${body.id}`)).status).toBe(404)
  })

  it('expire', async () => {
    const { token } = await test.client.keys.create({
      name: 'Short',
      scopes: ['project:read'],
      expiresAt: '2026-03-01T10:00:00Z',
    })
    const status = async () => (await test.request('GET', '/v1/project', undefined, { key: token })).status
    expect(await status()).toBe(200)
    now = new Date('2026-03-01T10:00:00Z')
    expect(await status()).toBe(401)
  })

  it('note when they were used, once a minute at most', async () => {
    const key = await test.client.keys.create({ name: 'Watched', scopes: ['project:read'] })
    const use = () => test.request('GET', '/v1/project', undefined, { key: key.token })
    const lastUsedAt = async () => (await test.client.keys.list()).data.find(({ id }) => id === key.id)?.lastUsedAt
    const usedAt = now.toISOString()
    await use()
    await expect.poll(lastUsedAt).toBe(usedAt)
    now = new Date(now.getTime() + 59_000)
    await use()
    expect(await lastUsedAt()).toBe(usedAt)
    now = new Date(now.getTime() + 1_000)
    await use()
    await expect.poll(lastUsedAt).toBe(now.toISOString())
  })

  it('grant nothing that their maker lacks', async () => {
    const key = await test.makeKey(test.first, ['keys:write', 'contacts:read'])
    const make = (scopes: string[]) => test.request('POST', '/v1/keys', { name: 'Mine', scopes }, { key })
    expect((await make(['contacts:read'])).status).toBe(201)
    const refused = await make(['contacts:read', 'contacts:write', '*'])
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({
        errors: [
          { pointer: '/scopes/1', detail: expect.stringContaining('you lack contacts:write') },
          { pointer: '/scopes/2', detail: expect.stringContaining('you lack *') },
        ],
      }),
    ])
  })
})

describe('an Idempotency-Key', () => {
  const create = (key: string, body: unknown, sent = {}) =>
    test.request('POST', '/v1/tags', body, { ...sent, headers: { 'idempotency-key': key } })

  it('gives the first answer again, to the letter', async () => {
    const first = await create('again', { name: 'Once' })
    const second = await create('again', { name: 'Once' })
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text])
    expect(first.headers['idempotent-replayed']).toBeUndefined()
    expect(second.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'rollcall-position': first.headers['rollcall-position'],
      'content-type': first.headers['content-type'],
    })
  })

  it('gives a refusal again, too, even when it would succeed by now', async () => {
    const [{ id }] = [await test.client.tags.create({ name: 'Taken' })]
    expect((await create('refused', { name: 'Taken' })).status).toBe(409)
    await test.client.tags.delete(id)
    expect((await create('refused', { name: 'Taken' })).status).toBe(409)
  })

  it('is not used up by what was never run', async () => {
    expect((await create('kept', { name: '' })).status).toBe(422)
    expect((await create('kept', { name: 'Kept' }, { key: null })).status).toBe(401)
    expect((await create('kept', { name: 'Kept' })).status).toBe(201)
  })

  it('stands for one request: another body, path or query is refused', async () => {
    const id = (await create('one', { name: 'One' })) && (await test.client.tags.create({ name: 'Other' })).id
    const headers = { 'idempotency-key': 'one' }
    expect(code(await create('one', { name: 'Two' }))).toBe('idempotency_mismatch')
    expect(code(await test.request('PATCH', `/v1/tags/${id}`, { name: 'One' }, { headers }))).toBe(
      'idempotency_mismatch',
    )
  })

  it('belongs to who sent it', async () => {
    await create('mine', { name: 'Mine' })
    const key = await test.makeKey(test.first, ['*'])
    expect((await create('mine', { name: 'Mine' }, { key })).status).toBe(409)
    expect((await create('mine', { name: 'Mine' }, { key: test.second.key })).status).toBe(201)
  })

  it('runs once however many send it at the same time', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => create('storm', { name: 'Storm' })))
    const statuses = new Set(replies.map((reply) => (reply.status === 201 ? 'made' : code(reply))))
    expect([...statuses].every((status) => status === 'made' || status === 'request_in_progress')).toBe(true)
    const made = replies.filter(({ status }) => status === 201)
    expect(new Set(made.map(idOf)).size).toBe(1)
    expect(made.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1)
  })

  it('is free again after a day', async () => {
    await create('daily', { name: 'Monday' })
    now = new Date(now.getTime() + 24 * 60 * 60_000 + 1)
    expect((await create('daily', { name: 'Tuesday' })).status).toBe(201)
  })

  it.each(['', 'x'.repeat(256), 'smörgås', 'a\tb'])('is refused when it is %j', async (key) => {
    const reply = await create(key, { name: 'Never' })
    expect([reply.status, reply.body]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: 'Idempotency-Key' })] }),
    ])
  })

  it('keeps no answer readable: they hold tokens and personal data', async () => {
    const headers = { 'idempotency-key': 'secret' }
    const { body } = await test.request<{ token: string }>(
      'POST',
      '/v1/keys',
      { name: 'K', scopes: ['*'] },
      { headers },
    )
    const kept = await test.product.database.query<{ body: string }>('select body from idempotency_keys')
    expect(kept.map((row) => Buffer.from(row.body ?? '', 'base64').toString('latin1')).join()).not.toContain(body.token)
    const again = await test.request('POST', '/v1/keys', { name: 'K', scopes: ['*'] }, { headers })
    expect(again.body).toEqual(body)
  })
})

describe('uploads', () => {
  const send = ({ body, headers }: { body?: unknown; headers?: Record<string, string> }, key = test.first.key) =>
    test.inject({
      method: 'POST',
      url: '/v1/imports',
      headers: { authorization: `Bearer ${key}`, ...headers },
      payload: body as Buffer,
    })
  const form = (...parts: [head: string, content: string][]) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: Buffer.from(
      `${parts.map(([head, content]) => `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`).join('')}--edge--\r\n`,
    ),
  })
  const FILE: [string, string] = ['name="file"; filename="p.csv"', 'email\nada@example.org\n']
  const spooled = () => readdir(join(test.product.config.dataDir, 'uploads'))

  it('take the options before the file, after it, as text, as JSON or as a file, or not at all', async () => {
    const options = '{"tags":["x"]}'
    for (const parts of [
      [FILE, ['name="options"', options]],
      [['name="options"', options], FILE],
      [['name="options"\r\nContent-Type: application/json', options], FILE],
      [['name="options"; filename="blob"\r\nContent-Type: application/json', options], FILE],
      [FILE],
    ] as [string, string][][]) {
      expect((await send(form(...parts))).status).toBe(202)
    }
  })

  it('refuse what is not a form with one file, and leave nothing behind', async () => {
    const before = await spooled()
    const refused: [ReturnType<typeof form>, string][] = [
      [form(), 'bad_upload'],
      [form(['name="options"', '{}']), 'bad_upload'],
      [form(FILE, FILE), 'bad_upload'],
      [form(FILE, ['name="extra"', '1']), 'bad_upload'],
      [form(FILE, ['name="options"', '{']), 'malformed_json'],
      [form(FILE, ['name="options"\r\nContent-Type: application/json', '{']), 'bad_upload'],
      [form(FILE, ['name="options"', '{"tagz":[]}']), 'invalid_request'],
      [form(FILE, ['name="options"', 'null']), 'invalid_request'],
      [form(['name="__proto__"', 'x'], FILE), 'bad_upload'],
      [{ ...form(FILE), body: form(FILE).body.subarray(0, -20) }, 'bad_upload'],
      [{ ...form(FILE), headers: { 'content-type': 'multipart/form-data' } }, 'bad_upload'],
      [{ ...form(FILE), headers: { 'content-type': 'text/csv' } }, 'unsupported_media_type'],
    ]
    for (const [sent, expected] of refused) {
      const reply = await send(sent)
      expect([sent.body.toString(), code(reply), reply.status < 500]).toEqual([sent.body.toString(), expected, true])
    }
    expect(await spooled()).toEqual(before)
    expect(test.errors).toEqual([])
  })

  it('count once with an Idempotency-Key, and the repeated file is thrown away', async () => {
    const { body, headers } = upload('email\nonce@example.org\n', { tags: [] })
    const sent = { body, headers: { ...headers, 'idempotency-key': 'import' } }
    const first = await send(sent)
    const before = await spooled()
    expect(idOf(await send(sent))).toBe(idOf(first))
    expect(await spooled()).toEqual(before)
  })
})

describe('over a socket', () => {
  let address: URL
  beforeAll(async () => {
    address = new URL(await test.listen())
  })

  it('answers bytes that are not HTTP with a problem, and goes on', async () => {
    const talk = (bytes: string) =>
      new Promise<string>((resolve, reject) => {
        let heard = ''
        const socket = connect(Number(address.port), address.hostname, () => socket.end(bytes))
        socket.on('data', (chunk) => {
          heard += chunk
        })
        socket.on('close', () => resolve(heard))
        socket.on('error', reject)
      })
    expect(await talk('\x16\x03\x01\x02\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s)
    expect(await talk(`GET /livez HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4/,
    )
    expect(await talk('GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('refuses a stranger before the body arrives', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(new URL('/v1/contacts/batch', address), {
        method: 'POST',
        headers: { 'content-length': 1e7 },
      })
      sent.on('response', (response) => {
        resolve(response.statusCode)
        sent.destroy()
      })
      sent.on('error', reject)
      sent.flushHeaders()
    })
    expect(status).toBe(401)
  })
})
