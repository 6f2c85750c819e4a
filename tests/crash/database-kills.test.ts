import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { CONTENT, emails, type Results } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { accountedFor, CONNECTIONS } from './workers.ts'

const PROGRAM = fileURLToPath(new URL('../support/start-without-dashboard.ts', import.meta.url))
const ROLLCALL_API_KEY = `rk_${'k'.repeat(30)}`
const WITHIN_S = TIMEOUT_MS / 1_000

let server: MailServer
let dataDir: string
let child: ChildProcess
let address = ''
beforeAll(async () => {
  server = await startMailServer()
  dataDir = await mkdtemp(join(tmpdir(), 'rollcall-kills-'))
})
afterAll(async () => {
  child.kill('SIGTERM')
  await once(child, 'exit')
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** The product with its own PostgreSQL, as people run it. */
async function start() {
  const settings = { ROLLCALL_DATA_DIR: dataDir, PORT: '0', ROLLCALL_DEMO: '0', SMTP_URL: server.url, ROLLCALL_API_KEY }
  child = spawn(process.execPath, [PROGRAM], { env: { PATH: process.env.PATH, ...settings } })
  let said = ''
  const running = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said += chunk
        if (said.includes('Rollcall is running')) resolve()
      })
    }
  })
  await Promise.race([running, once(child, 'exit')])
  address = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? ''
  expect(address, said).not.toBe('')
}

async function ask<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const headers = {
    authorization: `Bearer ${ROLLCALL_API_KEY}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const reply = await fetch(`${address}/v1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  expect(reply.status, text).toBeLessThan(300)
  // why: each route answers as its contract says
  return JSON.parse(text) as Body
}

/** The same while the database may be away. */
const askTwice = <Body>(path: string) => ask<Body>('GET', path).catch(() => undefined)

async function killDatabase() {
  const files = await readdir(dataDir, { recursive: true })
  const path = files.find((file) => file.endsWith('postmaster.pid'))
  const [pid] = (await readFile(join(dataDir, path ?? ''), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

it(
  `2. kill -9 of PostgreSQL, and of both, in mid-send: nobody is missed, nobody gets two (ROLLCALL_SEED=${SEED})`,
  async () => {
    const random = randomFrom(SEED)
    const people = sized(600, 20_000)
    const kills = sized(2, 50)
    await start()
    const wanted = emails('power', people)
    for (let place = 0; place < people; place += 1_000) {
      const contacts = wanted.slice(place, place + 1_000).map((email) => ({ email }))
      await ask('POST', '/contacts/batch', { contacts })
    }
    await ask('PATCH', '/project', { postalAddress: '1 Main Street' })
    const audience = { include: { everyone: true } }
    const { id } = await ask<{ id: string }>('POST', '/campaigns', { ...CONTENT, audience })
    await ask('POST', `/campaigns/${id}/launch`)
    for (let kill = 0; kill < kills; kill += 1) {
      const goal = Math.min(people - 1, server.received.length + 1 + random.below(people / (kills + 1)))
      await until(
        () => server.received.length,
        (count) => count >= goal,
        WITHIN_S,
      )
      const isBoth = kill % 2 === 1
      const ended = once(child, 'exit')
      if (isBoth) child.kill('SIGKILL')
      await killDatabase()
      if (isBoth) {
        await ended
        await start()
      }
      const results = await until(
        () => askTwice<Results>(`/campaigns/${id}/results`),
        (known) => known !== undefined,
      )
      if (results) expect(accountedFor(results)).toBe(people)
      await sleep(random.below(200))
    }
    await until(
      () => askTwice<{ status: string }>(`/campaigns/${id}`),
      (campaign) => campaign?.status === 'sent',
      WITHIN_S,
    )
    const results = await ask<Results>('GET', `/campaigns/${id}/results`)
    expect(results).toMatchObject({ members: people, queued: 0, sending: 0, deferred: 0, failed: 0, skipped: 0 })
    expect(results.sent + results.uncertain).toBe(people)
    expect(results.uncertain).toBeLessThanOrEqual(kills * CONNECTIONS)
    const received = server.received.map(({ to }) => to)
    expect(received.filter((to, place) => received.indexOf(to) !== place)).toEqual([])
    expect(received.length).toBeGreaterThanOrEqual(results.sent)
  },
  TIMEOUT_MS,
)
