import { createHash } from 'node:crypto'
import { chmod, lchown, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canEnter, letIn } from './data-dir.ts'
import { readRecord, toClusterDir } from './postgres-record.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { type Account, chooseAccount } from './server-account.ts'

/** Where root keeps what PostgreSQL's user must reach and cannot reach elsewhere; never /tmp, which is emptied. */
export const systemDir = '/var/lib/rollcall'

export type ClusterPlace = {
  clusterDir: string
  account: Account | undefined
  /** Whether it is outside the data directory, and so has to be recorded there. */
  isStaged: boolean
}

/** Decides where the cluster is, or will be, and who runs it; makes nothing but the way there. */
export async function placeCluster(dataDir: string, log: (message: string) => void): Promise<ClusterPlace> {
  const record = await readRecord(dataDir)
  const known = toClusterDir(dataDir, record)
  const owner = await stat(known).catch(() => undefined)
  const hasData = await hasCluster(known)
  const isStaged = record.stagedClusterDir !== undefined
  if (isStaged && !hasData) throw gone(dataDir, known)
  const account = await chooseAccount({ dataOwner: owner, log })
  if (account === undefined) checkOwner(known, owner?.uid)
  if (account === undefined || (await letIn(account, dirname(known)))) {
    if (account !== undefined && owner?.uid === 0) await giveTo(account, known)
    return { clusterDir: known, account, isStaged }
  }
  if (hasData) throw unreachable(account, known)
  return { clusterDir: await makeStagedPlace(dataDir, account, log), account, isStaged: true }
}

export async function hasCluster(clusterDir: string): Promise<boolean> {
  return stat(join(clusterDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
}

function checkOwner(clusterDir: string, uid: number | undefined): void {
  if (uid === undefined || process.getuid === undefined || uid === process.getuid()) return
  throw new PostgresStartError(
    `The database in ${clusterDir} belongs to user id ${uid}, but Rollcall runs as user id ${process.getuid()}. Start it as root or as the owner, or change the owner with "chown -R".`,
  )
}

/** A cluster that root copied or restored. */
async function giveTo({ uid, gid }: Account, clusterDir: string): Promise<void> {
  for (const entry of await readdir(clusterDir, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), uid, gid)
  }
  await lchown(clusterDir, uid, gid)
}

async function makeStagedPlace(dataDir: string, account: Account, log: (message: string) => void): Promise<string> {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const place = join(systemDir, name)
  try {
    await mkdir(place, { recursive: true })
    // Whatever the umask was.
    await Promise.all([systemDir, place].map((dir) => chmod(dir, 0o755)))
  } catch {
    throw unreachable(account, dataDir)
  }
  if (!(await canEnter(account, place))) throw unreachable(account, dataDir)
  log(`The user ${account.name}, who runs PostgreSQL, cannot reach ${dataDir}, so the database is kept in ${place}.`)
  return join(place, 'postgres')
}

function gone(dataDir: string, clusterDir: string): PostgresStartError {
  return new PostgresStartError(
    `The database of ${dataDir} was kept in ${clusterDir} and is not there any more. Put it back, or set ROLLCALL_DATA_DIR to a new directory to start empty.`,
  )
}

function unreachable(account: Account, dir: string): PostgresStartError {
  return new PostgresStartError(
    `PostgreSQL refuses to run as root, and the user ${account.name} cannot reach ${dir}. Let others pass through every directory on that path (chmod o+x), or set ROLLCALL_DATA_DIR to another one.`,
  )
}
