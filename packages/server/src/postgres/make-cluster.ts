import { execFile } from 'node:child_process'
import { chown, mkdtemp, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { hasCluster } from './place-cluster.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import type { Binaries } from './prepare-binaries.ts'
import { type Account, asAccount, checkHasName } from './server-account.ts'

const run = promisify(execFile)

export type NewCluster = {
  clusterDir: string
  binaries: Binaries
  account: Account | undefined
  password: string
  /** Off only for tests: a power cut could lose what was just made. */
  isDurable: boolean
}

/** Makes the cluster unless it exists. It appears whole or not at all, whenever we are killed. */
export async function makeCluster(cluster: NewCluster): Promise<void> {
  if (await hasCluster(cluster.clusterDir)) return checkMajorVersion(cluster)
  await checkHasName(cluster.account)
  await clearPlace(cluster.clusterDir)
  const half = await mkdtemp(`${cluster.clusterDir}.new-`)
  try {
    await runInitdb(cluster, half)
    await rename(join(half, 'cluster'), cluster.clusterDir)
    if (cluster.isDurable) await syncDirectory(dirname(cluster.clusterDir))
  } finally {
    await rm(half, REMOVE)
  }
}

async function checkMajorVersion({ clusterDir, binaries }: NewCluster): Promise<void> {
  const found = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim()
  if (binaries.version.startsWith(`${found}.`)) return
  throw new PostgresStartError(
    `The database in ${clusterDir} was made by PostgreSQL ${found}, and this Rollcall comes with ${binaries.version}. Make a backup with the Rollcall that made it and restore it into a new ROLLCALL_DATA_DIR.`,
  )
}

// An initdb whose Rollcall was killed may go on writing into it for a moment.
const REMOVE = { recursive: true, force: true, maxRetries: 30, retryDelay: 50 }

async function clearPlace(clusterDir: string): Promise<void> {
  const parent = dirname(clusterDir)
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(`${basename(clusterDir)}.new-`))
  await Promise.all(leftovers.map((name) => rm(join(parent, name), REMOVE)))
  await rmdir(clusterDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return
    throw new PostgresStartError(
      `${clusterDir} has files in it but no database (${error.code}). Move them away, or set ROLLCALL_DATA_DIR to another directory.`,
    )
  })
}

async function runInitdb(
  { clusterDir, binaries, account, password, isDurable }: NewCluster,
  half: string,
): Promise<void> {
  const passwordFile = join(half, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) {
    await chown(passwordFile, account.uid, account.gid)
    await chown(half, account.uid, account.gid)
  }
  // The built-in provider sorts by code point the same way on every machine and version; no index ever needs rebuilding
  // because a C library changed. Checksums are PostgreSQL 18's default.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const rest = ['--no-instructions', ...(isDurable ? [] : ['--no-sync']), '-D', join(half, 'cluster')]
  try {
    await run(binaries.initdb, [...locale, ...access, ...rest], asAccount(account))
  } catch (error) {
    throw new PostgresStartError(`PostgreSQL could not create its data in ${clusterDir}: ${toReason(error)}.`)
  }
}

function toReason(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
  const lines = text.split('\n').map((line) => line.trim())
  const line = lines.find((one) => /error|fatal|could not/i.test(one)) ?? lines.findLast((one) => one !== '')
  return (line ?? String(error)).replace(/^initdb: (error: )?/, '')
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path)
  await directory.sync().finally(() => directory.close())
}
