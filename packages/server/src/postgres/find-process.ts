import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The command line of a live process. Ids are reused, and an id may belong to a zombie that nobody reaps (containers whose
 * first process does not), so an id alone says nothing.
 */
export async function findCommandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await readCommandLine(pid)
    if (process.platform !== 'win32')
      return (await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim()
    const script = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
    return (await run('powershell', ['-NoProfile', '-Command', script])).stdout.trim() || undefined
  } catch {
    return undefined
  }
}

async function readCommandLine(pid: number): Promise<string | undefined> {
  // Empty for a zombie.
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8')
  return line.split('\0').join(' ').trim() || undefined
}

/** Whether a process, or a zombie, has that id. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
