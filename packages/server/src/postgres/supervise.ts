import { setTimeout as sleep } from 'node:timers/promises'
import { type Postmaster, stopPostmaster } from './postmaster.ts'

const firstDelayMs = 100
const longestDelayMs = 10_000

/** How long to wait after the n-th failure in a row, from 0. */
export function toDelayMs(failures: number): number {
  return Math.min(firstDelayMs * 2 ** failures, longestDelayMs)
}

/**
 * Starts PostgreSQL again whenever it ends without being asked, until `stop`. Never gives up: a full disk gets emptied, and
 * until then Rollcall reports that it is not ready. Pools reconnect by themselves, because the port stays.
 */
export function supervise(
  first: Postmaster,
  options: {
    start: (signal: AbortSignal) => Promise<Postmaster>
    log: (message: string) => void
    onUnexpectedExit: (reason: string) => void
  },
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const asked = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  const finished = keepRunning()

  async function keepRunning(): Promise<void> {
    let postmaster: Postmaster | undefined = first
    while (postmaster !== undefined) {
      const reason = await Promise.race([postmaster.ended, asked])
      if (stopping.signal.aborted || reason === undefined) return stopPostmaster(postmaster)
      options.log(`PostgreSQL ended unexpectedly (${reason}). Starting it again.`)
      options.onUnexpectedExit(reason)
      postmaster = await restart()
    }
  }

  /** Undefined when `stop` came first. */
  async function restart(): Promise<Postmaster | undefined> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        const postmaster = await options.start(stopping.signal)
        options.log('PostgreSQL is running again.')
        return postmaster
      } catch (error) {
        if (stopping.signal.aborted) return undefined
        const delayMs = toDelayMs(failures)
        options.log(
          `PostgreSQL did not start: ${error instanceof Error ? error.message : String(error)}. Trying again in ${delayMs} ms.`,
        )
        await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
    return undefined
  }

  return {
    stop() {
      stopping.abort()
      return finished
    },
  }
}
