import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makePasswordReset } from '../../packages/server/src/commands/make-password-reset.ts'
import { prepareEntrance } from '../../packages/server/src/first-start.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

const PROGRAM = fileURLToPath(new URL('../support/start-without-dashboard.ts', import.meta.url))
const EMAIL = 'ada@example.org'
const OLD = 'correct horse battery'
const OTHER = 'another horse battery'
const HOUR_MS = 3_600_000

/** What the command says in a terminal of its own. */
async function run(environment: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...words], { env: { PATH: process.env.PATH, ...environment } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'close')
  return { said, code }
}

describe('a link to another password', () => {
  let test: TestProduct
  let now: Date
  beforeEach(async () => {
    now = new Date('2026-03-01T09:00:00Z')
    test = await createProduct({ now: () => now })
    const token = (await prepareEntrance(test.product)).ownerLink?.split('#token=')[1]
    await post('', { token, email: EMAIL, password: OLD })
  })
  afterEach(() => test.drop())

  // The first call is the owner's claim.
  function post(path: '' | 'reset-password' | 'sign-in', body: object): Promise<Reply<{ code?: string }>> {
    const url = { '': '/v1/session/claim', 'reset-password': '/v1/session/reset-password', 'sign-in': '/v1/session' }[
      path
    ]
    return test.request('POST', url, body, { key: null, headers: { 'sec-fetch-site': 'same-origin' } })
  }

  async function makeToken(token = 'a token that was drawn'): Promise<string> {
    const { database } = test.product
    await makePasswordReset(EMAIL, { database, publicUrl: 'https://rollcall.example', now, token })
    return token
  }

  it('sets another one once, signs in, and out everywhere else, and both steps are in the audit log', async () => {
    const before = (await post('sign-in', { email: EMAIL, password: OLD })).headers['set-cookie'] ?? ''
    const token = await makeToken()
    const reset = await post('reset-password', { token, password: OTHER })
    expect([reset.status, reset.body]).toEqual([200, expect.objectContaining({ role: 'owner' })])
    const cookies = [before, reset.headers['set-cookie'] ?? '']
    const session = (cookie: string) =>
      test.request('GET', '/v1/session', undefined, { key: null, headers: { cookie } })
    expect((await Promise.all(cookies.map(session))).map(({ status }) => status)).toEqual([401, 200])
    expect((await post('sign-in', { email: EMAIL, password: OLD })).status).toBe(401)
    expect((await post('sign-in', { email: EMAIL, password: OTHER })).status).toBe(200)
    expect((await post('reset-password', { token, password: OLD })).body).toMatchObject({ code: 'link_expired' })
    const { data } = await test.client.audit.list({ kind: 'user', limit: 2 })
    expect(data.map(({ call, actor, after }) => [call, actor.split('_')[0], after.password])).toEqual([
      ['session.resetPassword', 'user:usr', 'another one'],
      ['session.resetPassword', 'system', 'a link to another one'],
    ])
  })

  it('ends when its person sets another password themselves', async () => {
    const token = await makeToken()
    const cookie = (await post('sign-in', { email: EMAIL, password: OLD })).headers['set-cookie'] ?? ''
    const change = { currentPassword: OLD, password: OTHER }
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    expect((await test.request('PATCH', '/v1/session', change, { key: null, headers })).status).toBe(200)
    expect((await post('reset-password', { token, password: OLD })).body).toMatchObject({ code: 'link_expired' })
  })

  it('ends after an hour, with a newer one, and for who works here no longer', async () => {
    const refused = async (token: string) =>
      expect((await post('reset-password', { token, password: OTHER })).body).toMatchObject({ code: 'link_expired' })
    const late = await makeToken()
    now = new Date(now.getTime() + HOUR_MS)
    await refused(late)
    const old = await makeToken('an older token')
    const left = await makeToken('a newer token')
    await refused(old)
    await test.product.database.query('delete from members')
    await refused(left)
    expect((await post('sign-in', { email: EMAIL, password: OLD })).status).toBe(401)
  })

  it('takes a password that is worth one, is used by one of two at once, and is not in the record', async () => {
    const token = await makeToken()
    const { body } = await post('reset-password', { token, password: 'short' })
    expect(body).toMatchObject({ errors: [{ pointer: '/password' }] })
    const kept = await test.product.database.query<{ row: string }>(
      'select password_resets::text as row from password_resets',
    )
    expect(kept.map(({ row }) => row.includes(token))).toEqual([false])
    const both = await Promise.all([OTHER, OLD].map((password) => post('reset-password', { token, password })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('comes from a command on the database of one’s own, which names owners when nobody has the address', async () => {
    const environment = {
      DATABASE_URL: test.product.config.databaseUrl ?? '',
      ROLLCALL_PUBLIC_URL: 'https://rollcall.example',
    }
    const made = await run(environment, 'reset-password', ' Ada@Example.org')
    expect(made).toMatchObject({ code: 0, said: expect.stringContaining('ada@example.org can set another password') })
    const [, token] = /https:\/\/rollcall\.example\/reset-password#token=([\w-]{43})\n/.exec(made.said) ?? []
    now = new Date()
    expect((await post('reset-password', { token, password: OTHER })).status).toBe(200)
    expect(await run(environment, 'reset-password', 'eve@example.org')).toEqual({
      code: 1,
      said: 'Nobody with the address eve@example.org works in a project here. Owners are ada@example.org.\n',
    })
    for (const words of [['start'], ['reset-password'], ['reset-password', EMAIL, 'more']]) {
      expect(await run(environment, ...words)).toMatchObject({ code: 2, said: expect.stringContaining('npm start --') })
    }
  })
})

describe('the command beside a Rollcall with its own PostgreSQL', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'rollcall-reset-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  it('finds it while it runs, and says so when it does not', async () => {
    const environment = { ROLLCALL_DATA_DIR: dataDir, ROLLCALL_DEMO: '0', PORT: '0' }
    const isAway = { code: 1, said: expect.stringContaining('Start it, then run this again') }
    expect(await run(environment, 'reset-password', EMAIL)).toEqual(isAway)
    const running = spawn(process.execPath, [PROGRAM], { env: { PATH: process.env.PATH, ...environment } })
    const ended = once(running, 'close')
    try {
      for await (const chunk of running.stdout) if (String(chunk).includes('Rollcall is running')) break
      expect(await run(environment, 'reset-password', EMAIL)).toEqual({
        code: 1,
        said: `Nobody with the address ${EMAIL} works in a project here. There is no owner yet.\n`,
      })
    } finally {
      running.kill('SIGTERM')
      await ended
    }
    expect(await run(environment, 'reset-password', EMAIL)).toEqual(isAway)
  })
})
