import { execFile } from 'node:child_process'
import { access, chmod, chown, constants, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { PostgresStartError } from './postgres-start-error.ts'
import { type Account, asAccount } from './server-account.ts'

const run = promisify(execFile)

const reasons = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOENT', 'nothing can be made there'],
  ['ENOSPC', 'the disk is full'],
  ['EEXIST', 'a part of that path is a file'],
  ['ENOTDIR', 'a part of that path is a file'],
])

/** The data directory as an absolute path without symlinks, made if it was missing, ours to write to. */
export async function makeDataDir(path: string): Promise<string> {
  const absolute = resolve(path)
  try {
    await makeDirs(absolute, 0o700)
    await access(absolute, constants.W_OK | constants.X_OK)
    return await realpath(absolute)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new PostgresStartError(
      `Rollcall cannot keep its data in ${absolute}: ${reasons.get(code) ?? code}. Make that directory writable for the user that runs Rollcall, or set ROLLCALL_DATA_DIR to another one.`,
    )
  }
}

/** Not `recursive: true`: Node 24 then never returns for a path such as /proc/rollcall or one below a dangling symlink. */
async function makeDirs(path: string, mode: number): Promise<void> {
  const make = () =>
    mkdir(path, { mode }).catch(async (error: NodeJS.ErrnoException) => {
      const isDirectory = error.code === 'EEXIST' && (await stat(path)).isDirectory()
      if (!isDirectory) throw error
    })
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error
    await makeDirs(dirname(path), 0o755)
    await make()
  })
}

/** Whether the account can get into the data directory; lets its group in when the directory itself is the only door. */
export async function letIn(account: Account, dataDir: string): Promise<boolean> {
  if (await canEnter(account, dataDir)) return true
  if (!(await canEnter(account, dirname(dataDir)))) return false
  const { uid, gid, mode } = await stat(dataDir)
  // Only where the group has had no rights so far: nobody else gains or loses any.
  if (uid !== 0 || (gid !== 0 && gid !== account.gid) || (mode & 0o077) !== 0) return false
  await chown(dataDir, uid, account.gid)
  await chmod(dataDir, 0o710)
  return canEnter(account, dataDir)
}

/** Whether the account may pass through that directory: asked of the kernel, which alone knows all its rules. */
export async function canEnter(account: Account, dir: string): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], asAccount(account)).then(
    () => true,
    () => false,
  )
}
