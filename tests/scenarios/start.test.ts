import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Rollcall } from '@rollcall/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/create-database.ts'

const PROGRAM = fileURLToPath(new URL('../support/start-without-dashboard.ts', import.meta.url))

let record: TestDatabase
let dataDir: string
let child: ChildProcess | undefined
beforeAll(async () => {
  record = await createDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'rollcall-start-'))
})
afterEach(() => child?.kill('SIGKILL'))
afterAll(async () => {
  await record.drop()
  await rm(dataDir, { recursive: true })
})

/** Starts the program on a free port; gives all that it said once it runs or has ended. */
async function start(environment: Record<string, string> = {}) {
  const defaults = {
    DATABASE_URL: record.connectionString,
    ROLLCALL_DATA_DIR: dataDir,
    PORT: '0',
    PATH: process.env.PATH,
  }
  const started = spawn(process.execPath, [PROGRAM], { env: { ...defaults, ...environment } })
  child = started
  let said = ''
  const runs = new Promise<void>((resolve) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        if (said.includes('Rollcall is running')) resolve()
      })
    }
  })
  const ended = once(started, 'close').then(([code]) => Number(code))
  await Promise.race([runs, ended])
  const [address = ''] = /http:\/\/localhost:\d+/.exec(said) ?? []
  const stop = async (signal: NodeJS.Signals) => {
    started.kill(signal)
    return ended
  }
  return { said, address, stop, ended }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('starting', () => {
  it('says at first where it runs, who may come in and how to stop it, and later just where', async () => {
    const first = await start()
    expect(first.said).toMatch(/Rollcall is running at http:\/\/localhost:\d+\n/)
    const [, key = ''] = /API key +(rk_[\w-]{43})/.exec(first.said) ?? []
    const [, token] = /\/claim#token=([\w-]{43})/.exec(first.said) ?? []
    const project = await fetch(`${first.address}/v1/project`, { headers: { authorization: `Bearer ${key}` } })
    expect(await project.json()).toMatchObject({ name: 'My project', timezone: 'UTC', contactCount: 0 })
    const owner = { token, email: 'ada@example.org', password: 'correct horse battery' }
    expect((await post(`${first.address}/v1/session/claim`, owner)).status).toBe(200)
    expect(await first.stop('SIGTERM')).toBe(0)

    const second = await start()
    expect(second.said.trim()).toBe(`Rollcall is running at ${second.address}`)
    expect(await second.stop('SIGINT')).toBe(0)
  })

  it('keeps a secret key that only its user can read', async () => {
    const path = join(dataDir, 'secret-key')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(await readFile(path, 'utf8'), 'base64url')).toHaveLength(32)
  })

  it('lets ROLLCALL_API_KEY in, unless it was revoked', async () => {
    const ROLLCALL_API_KEY = `rk_${'k'.repeat(30)}`
    const headers = { authorization: `Bearer ${ROLLCALL_API_KEY}` }
    const first = await start({ ROLLCALL_API_KEY })
    const owner = new Rollcall({ baseUrl: first.address, apiKey: ROLLCALL_API_KEY })
    const [{ id = '' } = {}] = (await owner.keys.list()).data
    await owner.keys.revoke(id)
    await first.stop('SIGTERM')
    const second = await start({ ROLLCALL_API_KEY })
    expect((await fetch(`${second.address}/v1/keys`, { headers })).status).toBe(401)
    await second.stop('SIGTERM')
  })

  it.each([
    [{ PORT: 'eighty', SMTP_URL: 'smtp://mail.example.org' }, 2, /^Rollcall cannot start\.\nPORT is "eighty".*\n$/],
    [
      { DATABASE_URL: 'postgres://x@127.0.0.1:9/rollcall' },
      1,
      /^The database rollcall at 127.0.0.1:9 refused: .*DATABASE_URL/,
    ],
    [{ ROLLCALL_DATA_DIR: '/proc/rollcall' }, 1, /^Rollcall cannot keep its data in \/proc\/rollcall: /],
    [{ HOST: '192.0.2.1' }, 1, /^HOST is 192\.0\.2\.1, which is no address of this machine/],
  ])('ends with a sentence rather than a stack: %j', async (environment, code, words) => {
    const { said, ended } = await start(environment)
    expect([await ended, said]).toEqual([code, expect.stringMatching(words)])
    expect(said).not.toMatch(/ at .*\.ts:\d+/)
  })
})
