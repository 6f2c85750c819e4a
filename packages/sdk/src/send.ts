import { RollcallError, toRollcallError } from './rollcall-error.ts'

type Fetch = typeof globalThis.fetch

const RETRIES = 2
const RETRYABLE = new Set([429, 503])
// Whoever is told to wait longer should hear so rather than see a call hang.
const LONGEST_WAIT_MS = 5_000

/** Sends a request that may be repeated without harm: twice more when the network, a limit or a restart is in the way. */
export async function send(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(url, init).catch((error: unknown) => {
      if (init.signal?.aborted || attempt === RETRIES) throw unreachable(url, error)
      return undefined
    })
    if (response?.ok) return response
    const waitMs = delayMs(response, attempt)
    const isLast = attempt === RETRIES || waitMs > LONGEST_WAIT_MS
    if (response && (isLast || !(await isWorthRepeating(response)))) throw await toRollcallError(response)
    await pause(waitMs, init.signal)
  }
}

async function isWorthRepeating(response: Response): Promise<boolean> {
  if (RETRYABLE.has(response.status)) return true
  return response.status === 409 && (await toRollcallError(response.clone())).code === 'request_in_progress'
}

function delayMs(response: Response | undefined, attempt: number): number {
  const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN)
  if (Number.isFinite(seconds)) return seconds * 1000
  // Jitter, so that many clients do not come back at the same instant.
  return 200 * 2 ** attempt * (1 + Math.random())
}

function pause(durationMs: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, durationMs)
    signal?.addEventListener('abort', stop, { once: true })
  })
}

function unreachable(url: string, cause: unknown): unknown {
  if (cause instanceof Error && cause.name === 'AbortError') return cause
  const { origin } = new URL(url, 'http://this-page')
  return new RollcallError(
    { detail: `No answer from ${origin === 'http://this-page' ? 'the server' : origin}.` },
    'unreachable',
    cause,
  )
}
