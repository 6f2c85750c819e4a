import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isTaken } from './find-process.ts'
import { findPostmasterPid } from './postmaster-pid.ts'

/**
 * Clears what a killed PostgreSQL leaves and the next one stumbles over: busy backends, which notice the death of their first
 * process only when their query ends (measured: minutes), and a postmaster.pid whose id now belongs to another process or to
 * a zombie. Only called while we hold the owner lock and have seen that no postmaster of this cluster lives.
 */
export async function clearLeftBehind(clusterDir: string): Promise<void> {
  await killBackends(clusterDir)
  const stale = await findPostmasterPid(clusterDir)
  // PostgreSQL removes the file of an id that is free by itself, and learns from it which shared memory to look at.
  if (stale !== undefined && isTaken(stale.pid)) await rm(join(clusterDir, 'postmaster.pid'), { force: true })
}

/** Killing them is safe: there is no server left whose memory they could harm, and recovery follows anyway. */
async function killBackends(clusterDir: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const backends = await findBackends(clusterDir)
    if (backends.length === 0) return
    for (const pid of backends) killNow(pid)
    await sleep(50)
  }
}

async function findBackends(clusterDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map(async (pid) => ((await isBackend(pid, clusterDir)) ? [pid] : [])))
  return found.flat()
}

async function isBackend(pid: number, clusterDir: string): Promise<boolean> {
  const isHere = readlink(`/proc/${pid}/cwd`).then((cwd) => cwd === clusterDir)
  const isPostgres = readFile(`/proc/${pid}/comm`, 'utf8').then((name) => name.trim() === 'postgres')
  const answers = await Promise.allSettled([isHere, isPostgres])
  return answers.every((answer) => answer.status === 'fulfilled' && answer.value)
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended a moment ago.
  }
}
