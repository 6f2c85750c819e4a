import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.ts'
import { findCommandLine } from './find-process.ts'
import { ask } from './fixtures/ask.ts'
import { makeTestPlace } from './fixtures/make-test-place.ts'
import { startProgram, startRunning } from './fixtures/start-program.ts'
import { findPostmasterPid } from './postmaster-pid.ts'

const log = () => undefined

async function start(dataDir: string, changes: Partial<EmbeddedPostgresOptions> = {}) {
  const postgres = await startEmbeddedPostgres({ dataDir, log, ...changes })
  onTestFinished(() => postgres.stop())
  return postgres
}

const refusal = (dataDir: string) =>
  startEmbeddedPostgres({ dataDir, log }).then(
    () => 'started',
    (error: Error) => `${error.name}: ${error.message}`,
  )

function reach(host: string, port: number): Promise<string> {
  const connection = `postgres://rollcall:wrong@${host.includes(':') ? `[${host}]` : host}:${port}/rollcall`
  return ask(connection, 'SELECT 1').then(
    () => 'signed in',
    (error: Error & { code?: string }) => error.code ?? error.message,
  )
}

describe('the first start', () => {
  it('makes a durable, private PostgreSQL 18 with a database for a role that is no superuser', async () => {
    const dataDir = join(makeTestPlace(), 'with a space')
    const postgres = await start(dataDir)
    expect(postgres.dataDir).toBe(join(dataDir, 'postgres'))

    const [facts] = await ask(
      postgres.connectionString,
      `SELECT current_user AS role, rolsuper, rolcreatedb, current_database() AS database,
         pg_encoding_to_char(encoding) AS encoding, datlocprovider, datlocale,
         current_setting('server_version_num')::int / 10000 AS major
       FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    )
    expect(facts).toEqual({
      role: 'rollcall',
      rolsuper: false,
      rolcreatedb: true,
      database: 'rollcall',
      encoding: 'UTF8',
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
      major: 18,
    })

    const wanted = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', data_checksums: 'on', jit: 'off' }
    const rows = await ask(postgres.connectionString, 'SELECT name, setting FROM pg_settings')
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toMatchObject(wanted)
  })

  it('answers only on loopback and only to the stored password', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const { connectionString } = await start(dataDir)
    const { port, password } = new URL(connectionString)
    const passwordFile = join(dataDir, 'postgres-password')
    expect(readFileSync(passwordFile, 'utf8').trim()).toBe(password)
    expect(Buffer.from(password, 'base64url')).toHaveLength(32)
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)

    expect(await reach('127.0.0.1', Number(port))).toBe('28P01')
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.family === 'IPv4' && !one.internal)
    for (const other of others) expect(await reach(other?.address ?? '', Number(port))).toBe('ECONNREFUSED')
    // The line with the directory of its unix socket.
    expect(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[4]).toBe('')
  })
})

describe('a later start', () => {
  it('keeps the data, the port and the password, and a stop is enough at any number of calls', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const first = await start(dataDir)
    await ask(first.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await Promise.all([first.stop(), first.stop()])
    expect(await findPostmasterPid(first.dataDir)).toBeUndefined()

    const second = await start(dataDir)
    expect(second.connectionString).toBe(first.connectionString)
    expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('takes another port when somebody else has the old one', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const first = await start(dataDir)
    const { port } = new URL(first.connectionString)
    await first.stop()
    const squatter = createServer().listen({ port: Number(port), host: '127.0.0.1' })
    onTestFinished(() => void squatter.close())

    const second = await start(dataDir)
    expect(new URL(second.connectionString).port).not.toBe(port)
    expect(await ask(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await second.stop()
    expect((await start(dataDir)).connectionString).toBe(second.connectionString)
  })

  it('says so when the password, the recorded place or the version of the data does not fit', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    await (await start(dataDir)).stop()
    const change = async (file: string, text: string) => {
      const before = readFileSync(join(dataDir, file))
      writeFileSync(join(dataDir, file), text)
      const message = await refusal(dataDir)
      writeFileSync(join(dataDir, file), before)
      return message
    }
    expect(await change('postgres-password', '')).toContain('postgres-password is missing')
    expect(await change('postgres-password', 'wrong')).toContain('does not accept the password')
    expect(await change('postgres/PG_VERSION', '17\n')).toContain('was made by PostgreSQL 17')
    expect(await change('postgres.json', '{"port"')).toContain('cannot be read as JSON')
    expect(await change('postgres.json', '{"stagedClusterDir":"/nowhere"}')).toContain('is not there any more')
    expect(await ask((await start(dataDir)).connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})

describe('a second instance on the same data directory', () => {
  it('refuses with the process id of the first, and starts once that one is gone', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const first = await startRunning({ dataDir })
    const second = await startProgram({ dataDir })
    expect(second.outcome).toEqual({
      refused: expect.stringContaining(`is already running on ${dataDir} as process ${first.child.pid},`),
    })
    expect(await refusal(dataDir)).toContain(`process ${first.child.pid},`)
    expect(await ask(first.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])

    await first.kill('SIGTERM')
    expect(first.child.exitCode).toBe(0)
    expect([...first.complaints, ...second.complaints]).toEqual([])
    await start(dataDir)
  })

  it('lets exactly one of five through when all start at once', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const programs = await Promise.all([1, 2, 3, 4, 5].map(() => startProgram({ dataDir, settings: { fsync: 'off' } })))
    const running = programs.filter(({ outcome }) => 'connectionString' in outcome)
    expect(running).toHaveLength(1)
    await Promise.all(running.map((one) => one.kill('SIGTERM')))
  })
})

describe('a data directory that cannot be used', () => {
  it.each([
    ['below a file', 'a part of that path is a file'],
    ['behind a dangling link', 'nothing can be made there'],
  ])('is refused %s', async (where, reason) => {
    const place = makeTestPlace()
    writeFileSync(join(place, 'file'), '')
    symlinkSync(join(place, 'gone'), join(place, 'link'))
    const dataDir = where === 'below a file' ? join(place, 'file', 'data') : join(place, 'link', 'data')
    const message = await refusal(dataDir)
    expect(message).toMatch(`PostgresStartError: Rollcall cannot keep its data in ${dataDir}: ${reason}.`)
    expect(message).toContain('set ROLLCALL_DATA_DIR')
  })

  it('is refused when files of somebody else lie where the database belongs, and they stay', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres', 'letter.txt'), 'dear')
    expect(await refusal(dataDir)).toContain('has files in it but no database')
    expect(existsSync(join(dataDir, 'postgres', 'letter.txt'))).toBe(true)
  })
})

it('leaves no process behind after a stop', async () => {
  const postgres = await start(join(makeTestPlace(), 'data'), { settings: { fsync: 'off' } })
  const pid = (await findPostmasterPid(postgres.dataDir))?.pid ?? 0
  expect(await findCommandLine(pid)).toContain(postgres.dataDir)
  await postgres.stop()
  expect(await findCommandLine(pid)).toBeUndefined()
})
