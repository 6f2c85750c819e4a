import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { findCommandLine, isTaken } from './find-process.ts'
import { type Account, asAccount } from './server-account.ts'

/** PostgreSQL's way to end: disconnect everybody and write out; end now, recover later; no choice. */
type Ending = 'SIGINT' | 'SIGQUIT' | 'SIGKILL'

/** PostgreSQL's first process, ours or taken over. */
export type Postmaster = {
  pid: number
  /** Settles with the reason in words once the process is gone. */
  ended: Promise<string>
  hasEnded(): boolean
  end(how: Ending): void
}

/** Starts one. It outlives a Ctrl-C in the terminal, which would end it before we have finished with it, and our own death. */
export function spawnPostmaster(options: {
  program: string
  pgCtl: string
  parameters: readonly string[]
  account: Account | undefined
  logFile: number
}): Postmaster {
  const { program, pgCtl, parameters, account, logFile } = options
  const stdio: ['ignore', number, number] = ['ignore', logFile, logFile]
  const child = spawn(program, parameters, { ...asAccount(account), detached: true, windowsHide: true, stdio })
  child.unref()
  return toPostmaster(child.pid ?? 0, untilExit(child), pgCtl)
}

/** Watches one that an earlier process of ours started. */
export function watchPostmaster(pid: number, pgCtl: string): Postmaster {
  return toPostmaster(pid, untilGone(pid), pgCtl)
}

/** Ends it and waits; 16 s at most with the default patience, of the 25 s that Rollcall has to stop. */
export async function stopPostmaster(postmaster: Postmaster, patienceMs = 12_000): Promise<void> {
  const endings: [Ending, number][] = [
    ['SIGINT', patienceMs],
    ['SIGQUIT', 2000],
    ['SIGKILL', 2000],
  ]
  for (const [how, waitMs] of endings) {
    postmaster.end(how)
    if (await endsWithin(postmaster, waitMs)) return
  }
}

function toPostmaster(pid: number, ended: Promise<string>, pgCtl: string): Postmaster {
  let hasEnded = false
  const end = (how: Ending) => {
    if (!hasEnded) sendSignal(pid, how, pgCtl)
  }
  // When our process ends in any way it can notice, PostgreSQL must not stay behind.
  const endWithUs = () => end('SIGINT')
  process.on('exit', endWithUs)
  const noted = ended.then((reason) => {
    hasEnded = true
    process.off('exit', endWithUs)
    return reason
  })
  return { pid, ended: noted, hasEnded: () => hasEnded, end }
}

function untilExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `killed by ${signal}`))
  })
}

/** Somebody else's child sends us no event. */
async function untilGone(pid: number): Promise<string> {
  const commandLine = await findCommandLine(pid)
  // Elsewhere a look at the command line starts a program, too much for four times a second.
  const isThere = async () =>
    process.platform === 'linux' ? (await findCommandLine(pid)) === commandLine : isTaken(pid)
  while (commandLine !== undefined && (await isThere())) await sleep(250, undefined, { ref: false })
  return 'its process is gone'
}

function sendSignal(pid: number, how: Ending, pgCtl: string): void {
  if (pid === 0) return
  try {
    // Windows has no signals; PostgreSQL brings its own.
    if (process.platform === 'win32' && how !== 'SIGKILL') spawnSync(pgCtl, ['kill', how.slice(3), String(pid)])
    else process.kill(pid, how)
  } catch {
    // It ended a moment ago.
  }
}

async function endsWithin(postmaster: Postmaster, waitMs: number): Promise<boolean> {
  const timer = new AbortController()
  const tooLate = sleep(waitMs, false, { signal: timer.signal }).catch(() => false)
  const isEnded = await Promise.race([postmaster.ended.then(() => true), tooLate])
  timer.abort()
  return isEnded
}
