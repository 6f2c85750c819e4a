import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// What Linux counts processor time in (sysconf(_SC_CLK_TCK)).
const TICKS_PER_SECOND = 100

/** What a process has worked, all of its threads together; NaN where the system does not say it in a file. */
export function readCpuSeconds(pid: number | string | undefined): number {
  return readStat(`${pid}`)?.seconds ?? Number.NaN
}

/** What its main thread has worked: however many cores there are, that is done on one. */
export function readMainThreadSeconds(pid: number | undefined): number {
  return readStat(`${pid}/task/${pid}`)?.seconds ?? Number.NaN
}

/** What the PostgreSQL of a data directory has worked, those of its processes that are gone included. */
export function readPostgresCpuSeconds(dataDir: string): number {
  const file = readdirSync(dataDir, { recursive: true }).find((path) => String(path).endsWith('postmaster.pid'))
  if (file === undefined) return Number.NaN
  const [postmaster = ''] = readFileSync(join(dataDir, String(file)), 'utf8').split('\n')
  const stats = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(name) ?? []) : []))
  const own = stats.filter(({ pid, parent }) => pid === postmaster || parent === postmaster)
  const ended = stats.find(({ pid }) => pid === postmaster)?.endedSeconds ?? Number.NaN
  return own.reduce((sum, { seconds }) => sum + seconds, ended)
}

// proc(5): after the name, which may hold anything, comes the third field.
function readStat(path: string) {
  try {
    const text = readFileSync(`/proc/${path}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const seconds = (from: number) => (Number(fields[from - 3]) + Number(fields[from - 2])) / TICKS_PER_SECOND
    return { pid: path, parent: fields[1], seconds: seconds(14), endedSeconds: seconds(16) }
  } catch {
    return undefined
  }
}
