import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { ask } from './fixtures/ask.ts'
import { findOrdinaryUser } from './fixtures/find-ordinary-user.ts'
import { makeTestPlace } from './fixtures/make-test-place.ts'
import { startProgram, startRunning } from './fixtures/start-program.ts'
import { chooseAccount } from './server-account.ts'

const user = findOrdinaryUser()
const settings = { fsync: 'off' }

async function start(dataDir: string) {
  const logs: string[] = []
  const postgres = await startEmbeddedPostgres({ dataDir, settings, log: (message) => logs.push(message) })
  onTestFinished(() => postgres.stop())
  expect(await ask(postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  return { ...postgres, logs: logs.join('\n') }
}

const needsRoot = user ? '' : ' (skipped: needs root, to become another user)'

describe.skipIf(needsRoot !== '')(`started by root${needsRoot}`, () => {
  it('runs as the system user, keeps the data where it was asked to, and lets nobody else in', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    const postgres = await start(dataDir)
    expect(postgres.dataDir).toBe(join(dataDir, 'postgres'))
    expect(statSync(postgres.dataDir)).toMatchObject({ uid: expect.toSatisfy((uid) => uid !== 0) })
    expect(statSync(dataDir)).toMatchObject({ uid: 0, mode: 0o40710 })
    expect(statSync(join(dataDir, 'postgres-password')).uid).toBe(0)
  })

  it('keeps the data elsewhere, and says where, when the path to the data directory is closed', async () => {
    const dataDir = join(makeTestPlace(0o700), 'data')
    const postgres = await start(dataDir)
    onTestFinished(() => rmSync(dirname(postgres.dataDir), { recursive: true, force: true }))
    expect(postgres.dataDir).toMatch(/^\/var\/lib\/rollcall\/[0-9a-f]{12}\/postgres$/)
    expect(postgres.logs).toContain(`cannot reach ${dataDir}, so the database is kept in ${dirname(postgres.dataDir)}`)
    expect(JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'))).toMatchObject({
      stagedClusterDir: postgres.dataDir,
    })
    await ask(postgres.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await postgres.stop()
    expect(await ask((await start(dataDir)).connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('stays with the user that the data belongs to, and takes back data that root has copied', async () => {
    const dataDir = join(makeTestPlace(), 'data')
    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    chownSync(join(dataDir, 'postgres'), user?.uid ?? 0, user?.gid ?? 0)
    const asNobody = await start(dataDir)
    expect(statSync(join(asNobody.dataDir, 'PG_VERSION')).uid).toBe(user?.uid)
    await asNobody.stop()

    spawnSync('chown', ['-R', '0:0', join(dataDir, 'postgres')])
    const again = await start(dataDir)
    expect(statSync(join(again.dataDir, 'PG_VERSION')).uid).not.toBe(0)
  })

  it('falls back to nobody, with a warning, when no user can be made', async () => {
    const logs: string[] = []
    const account = await chooseAccount({
      dataOwner: undefined,
      name: 'Not:A:Name',
      log: (message) => logs.push(message),
    })
    expect(account).toEqual({ ...user, name: 'nobody' })
    expect(logs).toEqual([expect.stringContaining('Not:A:Name could not be made, so PostgreSQL runs as nobody')])
  })
})

describe.skipIf(needsRoot !== '')(`started by an ordinary user${needsRoot}`, () => {
  it('runs as that user, and prints nothing', async () => {
    const place = makeTestPlace()
    chownSync(place, user?.uid ?? 0, user?.gid ?? 0)
    const program = await startRunning({ dataDir: join(place, 'data'), settings, user })
    onTestFinished(() => program.kill('SIGTERM'))
    expect(statSync(program.dataDir).uid).toBe(user?.uid)
    expect(statSync(join(place, 'data')).mode & 0o777).toBe(0o700)
    expect(await ask(program.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    expect(program.complaints).toEqual([])
  })

  it('refuses data of another user, and a directory it cannot write to, with what to do', async () => {
    const place = makeTestPlace()
    const dataDir = join(place, 'data')
    const closed = await startProgram({ dataDir, user })
    expect(closed.outcome).toEqual({
      refused: expect.stringContaining(`cannot keep its data in ${dataDir}: permission denied. Make`),
    })

    mkdirSync(join(dataDir, 'postgres'), { recursive: true })
    chownSync(dataDir, user?.uid ?? 0, user?.gid ?? 0)
    const foreign = await startProgram({ dataDir, user })
    expect(foreign.outcome).toEqual({
      refused: expect.stringContaining('belongs to user id 0, but Rollcall runs as user id'),
    })
  })

  it('refuses a user id without a passwd entry, in one sentence', async () => {
    const place = makeTestPlace()
    const nameless = { uid: 54_321, gid: 54_321 }
    chownSync(place, nameless.uid, nameless.gid)
    const program = await startProgram({ dataDir: join(place, 'data'), user: nameless })
    expect(program.outcome).toEqual({ refused: expect.stringContaining('User id 54321 has no entry in /etc/passwd') })
    expect(existsSync(join(place, 'data', 'postgres'))).toBe(false)
  })
})
