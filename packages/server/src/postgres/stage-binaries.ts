import { createHash } from 'node:crypto'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { linkLibraries } from './link-libraries.ts'

/** A copy of the package below `stageDir`, made if it is not there, that every user can read and only we can change. */
export async function stageBinaries(packageDir: string, stageDir: string): Promise<string> {
  await makePlace(stageDir)
  const staged = join(stageDir, `${basename(packageDir)}-${await toContentName(packageDir)}`)
  if (await isComplete(staged)) return staged
  const half = await mkdtemp(`${staged}.new-`)
  try {
    await copyReadable(packageDir, half)
    await rm(staged, { recursive: true, force: true })
    await rename(half, staged)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
  return staged
}

/** In a shared place such as /tmp somebody else could have put programs there for us to run. */
async function makePlace(stageDir: string): Promise<void> {
  await mkdir(stageDir, { recursive: true, mode: 0o755 })
  const { uid, mode } = await lstat(stageDir)
  const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
  if (!isOurs) throw new Error(`${stageDir} can be changed by other users`)
  // Whatever the umask was.
  await chmod(stageDir, 0o755)
}

async function toContentName(packageDir: string): Promise<string> {
  const postgres = await readFile(
    join(packageDir, 'native', 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres'),
  )
  return createHash('sha256').update(postgres).digest('hex').slice(0, 12)
}

/** One file of each kind, because cleaners of /tmp take old files one by one. */
async function isComplete(staged: string): Promise<boolean> {
  const parts = ['bin', 'lib', 'share/postgresql/timezone', 'share/postgresql/postgres.bki']
  const found = await Promise.allSettled(parts.map((part) => stat(join(staged, 'native', part))))
  return found.every((one) => one.status === 'fulfilled') && (await linkLibraries(staged))
}

async function copyReadable(packageDir: string, target: string): Promise<void> {
  await cp(join(packageDir, 'native'), join(target, 'native'), { recursive: true, verbatimSymlinks: true })
  await linkLibraries(target)
  // Modes are copied too, and an install under umask 077 is closed to others.
  await chmod(target, 0o755)
  for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const { mode } = await stat(path)
    await chmod(path, (mode & 0o700) | ((mode & 0o500) >> 3) | ((mode & 0o500) >> 6))
  }
}
