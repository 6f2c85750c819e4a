import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readCpuSeconds, readMainThreadSeconds, readPostgresCpuSeconds } from './cpu-seconds.ts'
import { endOnSignal } from './end-on-signal.ts'

const START = fileURLToPath(new URL('../../start.mjs', import.meta.url))
// Those of `npm start`.
const FLAGS = ['--max-semi-space-size=16', '--heap-growing-percent=150']
const READY_POLL_MS = 20
const KEY = `rk_${randomBytes(32).toString('base64url')}`

/** Rollcall in a process of its own, as `npm start` runs it, with its own PostgreSQL. */
export type StartedRollcall = {
  url: string
  /** Creates the first account, once. */
  ownerLink: string | undefined
  /** From the start of the process until /readyz said yes. */
  readyMs: number
  /** What the process holds in memory now, its PostgreSQL not counted. */
  residentBytes(): number
  dataDir: string
  /** What the process, its main thread alone, and its PostgreSQL have worked since they were started. */
  cpuSeconds(): { own: number; main: number; postgres: number }
  /** One call with the owner's key; fails unless it was answered with success. */
  call(
    method: string,
    path: string,
    sent?: { json?: unknown; body?: string | FormData; after?: string },
  ): Promise<Response>
  /** Ends it, and its PostgreSQL. */
  [Symbol.asyncDispose](): Promise<void>
}

export async function startRollcall(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<StartedRollcall> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [...FLAGS, START], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      ROLLCALL_DATA_DIR: dataDir,
      ROLLCALL_DEMO: '0',
      ROLLCALL_API_KEY: KEY,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let isStopping = false
  // Not 'close': after a crash its PostgreSQL may hold the pipes for longer.
  const ended = once(child, 'exit').then(([code, signal]) => {
    if (!isStopping) console.error(`Rollcall ended by itself (${code ?? signal}):\n${said}`)
  })
  const stop = () => {
    isStopping = true
    child.kill('SIGTERM')
    return ended
  }
  const forget = endOnSignal(stop)
  const address = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        const [found] = /http:\/\/localhost:\d+(?=\n)/.exec(said) ?? []
        if (found) resolve(found.replace('localhost', '127.0.0.1'))
      })
    }
    ended.then(() => reject(new Error(`Rollcall ended: ${said}`)))
  })
  const url = await address
  await untilReady(url)
  return {
    url,
    ownerLink: /http\S+#token=\S+/.exec(said)?.[0],
    readyMs: performance.now() - startedAtMs,
    residentBytes: () => readResidentBytes(child.pid),
    dataDir,
    cpuSeconds: () => ({
      own: readCpuSeconds(child.pid),
      main: readMainThreadSeconds(child.pid),
      postgres: readPostgresCpuSeconds(dataDir),
    }),
    call: (method, path, sent = {}) => call(url + path, method, sent),
    async [Symbol.asyncDispose]() {
      forget()
      await stop()
    },
  }
}

async function untilReady(url: string) {
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(READY_POLL_MS)
}

async function call(url: string, method: string, sent: NonNullable<Parameters<StartedRollcall['call']>[2]>) {
  const body = sent.json === undefined ? sent.body : JSON.stringify(sent.json)
  const headers = {
    authorization: `Bearer ${KEY}`,
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    ...(sent.after !== undefined && { 'rollcall-after': sent.after }),
  }
  const reply = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
  if (!reply.ok) throw new Error(`${method} ${url}: ${await reply.text()}`)
  return reply
}

// Only Linux says it in a file; elsewhere it stays unknown.
function readResidentBytes(pid: number | undefined): number {
  try {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) * 1024
  } catch {
    return Number.NaN
  }
}
