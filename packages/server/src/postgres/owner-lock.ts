import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PostgresStartError } from './postgres-start-error.ts'

/** SQLITE_BUSY: somebody else holds the lock. */
const busyCode = 5

/**
 * Makes this process the only Rollcall on a data directory until `release` or its death, however that comes.
 * The lock is the kernel's own lock on a file, reached through SQLite because Node has no flock: taking it cannot race, and
 * it ends with its process, so it is never stale and a reused process id means nothing. owner.json only names the holder.
 * Nobody in this process may open owner.lock by other means: POSIX drops the lock when any descriptor of it is closed.
 */
export function takeOwnerLock(dataDir: string): { release(): void } {
  const owner = join(dataDir, 'owner.json')
  const lock = new DatabaseSync(join(dataDir, 'owner.lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    const isBusy = error instanceof Error && 'errcode' in error && error.errcode === busyCode
    throw new PostgresStartError(isBusy ? toRefusal(dataDir, owner) : toProblem(dataDir, error))
  }
  writeFileSync(owner, `${JSON.stringify({ pid: process.pid, startedAt: toStartTime() })}\n`)
  return {
    release() {
      rmSync(owner, { force: true })
      lock.close()
    },
  }
}

function toRefusal(dataDir: string, owner: string): string {
  return `Rollcall is already running on ${dataDir} as ${findHolder(owner)}. Stop that one first, or set ROLLCALL_DATA_DIR to another directory for this one.`
}

function toProblem(dataDir: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `Rollcall cannot lock ${join(dataDir, 'owner.lock')} (${reason}). Give every file in that directory to the user that runs Rollcall, or set ROLLCALL_DATA_DIR to another one.`
}

function findHolder(owner: string): string {
  try {
    // why: written by takeOwnerLock; a half-written file fails to parse and is caught
    const { pid, startedAt } = JSON.parse(readFileSync(owner, 'utf8')) as { pid: number; startedAt: string }
    return `process ${pid}, started ${startedAt}`
  } catch {
    return 'another process'
  }
}

function toStartTime(): string {
  return new Date(performance.timeOrigin).toISOString()
}
