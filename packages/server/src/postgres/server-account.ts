import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { PostgresStartError } from './postgres-start-error.ts'

const run = promisify(execFile)

/** The system user that PostgreSQL runs as. */
export type Account = { uid: number; gid: number; name: string }

/** A user of its own: sharing "postgres" would open our files to another server on this machine, and its to us. */
const ownName = 'rollcall'

/**
 * The user to switch to, or undefined to stay who we are. Only root switches: PostgreSQL refuses to run as root.
 * Whoever owns the data already is kept, so that neither a new user nor a `chown` is needed twice.
 */
export async function chooseAccount(options: {
  dataOwner: { uid: number; gid: number } | undefined
  log: (message: string) => void
  name?: string
}): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const { dataOwner: owner, log, name = ownName } = options
  if (owner !== undefined && owner.uid !== 0) return { ...owner, name: await findName(owner.uid) }
  const account = (await findAccount(name)) ?? (await makeAccount(name))
  if (account !== undefined) return account
  log(`The system user ${name} could not be made, so PostgreSQL runs as nobody, which other services may share.`)
  const nobody = await findAccount('nobody')
  if (nobody !== undefined) return nobody
  throw new PostgresStartError(
    `PostgreSQL refuses to run as root and there is no other user for it. Run "useradd --system ${name}" first.`,
  )
}

async function findName(uid: number): Promise<string> {
  return run('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => `with id ${uid}`,
  )
}

async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (what) => (await run('id', [what, name])).stdout))
    return { uid: Number(uid), gid: Number(gid), name }
  } catch {
    return undefined
  }
}

async function makeAccount(name: string): Promise<Account | undefined> {
  const home = ['--no-create-home', '--shell', '/usr/sbin/nologin', name]
  await run('useradd', ['--system', '--user-group', '--home-dir', '/nonexistent', ...home])
    .catch(() => run('adduser', ['--system', '--group', '--home', '/nonexistent', ...home]))
    .catch(() => undefined)
  return findAccount(name)
}

/** Refuses a uid without a passwd entry, as in `docker run --user 1234`: initdb cannot work without a user name. */
export async function checkHasName(account: Account | undefined): Promise<void> {
  const uid = account?.uid ?? process.getuid?.()
  if (uid === undefined || (account === undefined ? hasOwnName() : (await findName(uid)) !== `with id ${uid}`)) return
  throw new PostgresStartError(
    `User id ${uid} has no entry in /etc/passwd, which PostgreSQL needs to create its data: add one, run as another user, or set DATABASE_URL.`,
  )
}

function hasOwnName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** How to run a program as that user: nothing of our environment, which holds secrets and may hold PG settings. */
export function asAccount(account: Account | undefined) {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  const env = { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C' }
  // The user may not be allowed into our current directory.
  return { cwd: '/', env, ...(account && { uid: account.uid, gid: account.gid }) }
}
