import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/create-database.ts'

const PROGRAM = fileURLToPath(new URL('../support/start-without-dashboard.ts', import.meta.url))
const ROLLCALL_API_KEY = `rk_${'r'.repeat(30)}`

let record: TestDatabase
let dataDir: string
let child: ChildProcess | undefined
beforeAll(async () => {
  record = await createDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'rollcall-restart-'))
})
afterEach(() => child?.kill('SIGKILL'))
afterAll(async () => {
  await record.drop()
  await rm(dataDir, { recursive: true })
})

async function start() {
  const environment = { DATABASE_URL: record.connectionString, ROLLCALL_DATA_DIR: dataDir, PORT: '0' }
  const started = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env.PATH, ROLLCALL_API_KEY, ...environment },
  })
  child = started
  let said = ''
  await new Promise<void>((resolve) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        if (said.includes('Rollcall is running')) resolve()
      })
    }
  })
  const [address = ''] = /http:\/\/localhost:\d+/.exec(said) ?? []
  const ended = once(started, 'close')
  const end = async (...signals: NodeJS.Signals[]) => {
    for (const signal of signals) {
      started.kill(signal)
      await sleep(15)
    }
    await ended
    return said
  }
  return { address, end }
}

/** Asks as of the latest write. */
let position = ''
async function ask<Body>(address: string, path: string, body: unknown): Promise<Body> {
  const known: Record<string, string> = position === '' ? {} : { 'rollcall-after': position }
  const headers = { authorization: `Bearer ${ROLLCALL_API_KEY}`, 'content-type': 'application/json', ...known }
  const reply = await fetch(`${address}/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  position = reply.headers.get('rollcall-position') ?? position
  expect(reply.status).toBeLessThan(300)
  // why: each route answers as its contract says
  return (await reply.json()) as Body
}

const PER_ROUND = 30

/** Adds people, changes those of the round before, and gives everybody an event. */
async function addPeople(address: string, round: number) {
  const emails = (of: number) => Array.from({ length: PER_ROUND }, (_, n) => `p${of}.${n}@example.org`)
  const contacts = [
    ...emails(round).map((email, n) => ({ email, country: ['DE', 'FR', 'US'][n % 3], tags: [`round ${round}`] })),
    ...(round > 0 ? emails(round - 1).map((email) => ({ email, company: 'Old' })) : []),
  ]
  await ask(address, '/contacts/batch', { contacts })
  const events = emails(round).map((email) => ({ contact: email, name: 'login' }))
  await ask(address, '/events', { events })
}

/** Whether the index knows all of so many rounds. */
async function expectPeople(address: string, rounds: number) {
  const count = async (condition: object) =>
    (await ask<{ count: number }>(address, '/segments/preview', { filters: { conditions: [condition] } })).count
  const people = rounds * PER_ROUND
  expect([
    await count({ type: 'field', field: 'country', op: 'is', values: ['FR'] }),
    await count({ type: 'field', field: 'company', op: 'is_empty' }),
    await count({ type: 'event', name: 'login', op: 'did' }),
  ]).toEqual([people / 3, PER_ROUND, people])
}

it('goes on where it was, however it ended', async () => {
  const ways: NodeJS.Signals[][] = [['SIGTERM'], ['SIGKILL'], ['SIGTERM', 'SIGKILL'], ['SIGTERM'], ['SIGKILL']]
  for (const [round, signals] of ways.entries()) {
    const { address, end } = await start()
    if (round > 0) await expectPeople(address, round)
    await addPeople(address, round)
    await expectPeople(address, round + 1)
    expect(await end(...signals)).not.toContain('is not used')
  }
  const dir = join(dataDir, 'index')
  const [name = ''] = await readdir(dir)
  const path = join(dir, name)
  expect((await stat(path)).mode & 0o777).toBe(0o600)

  // Half a checkpoint that somebody was writing when the power went, and a finished one that the disk has damaged.
  await writeFile(`${path}.unfinished`, 'rollcall')
  const whole = await readFile(path)
  whole[whole.length >> 1] ^= 1
  await writeFile(path, whole)
  const { address, end } = await start()
  await expectPeople(address, ways.length)
  expect(await end('SIGTERM')).toContain('The saved audience index is not used')
})
