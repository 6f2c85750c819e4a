import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What PostgreSQL writes about itself into postmaster.pid (src/include/utils/pidfile.h numbers the lines). */
export type PostmasterPid = { pid: number; port: number; isReady: boolean }

export async function findPostmasterPid(clusterDir: string): Promise<PostmasterPid | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3] ?? ''), isReady: lines[7]?.trim() === 'ready' }
}
