import { readLive } from '@rollcall/sdk'
import { client } from '../api.ts'
import { setConnected } from './connection.ts'
import { takeNews } from './take-news.ts'

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000
/** Looking at another tab for a moment is no reason to leave. */
const LEAVE_AFTER_MS = 10_000

/**
 * Follows the server's live sizes into the cache, by one connection for the whole page, while somebody looks at it. Returns
 * what stops it.
 */
export function followLive(): () => void {
  let following: AbortController | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    following?.abort()
    following = undefined
  }
  const onVisibility = () => {
    clearTimeout(leaving)
    if (document.hidden) {
      leaving = setTimeout(stop, LEAVE_AFTER_MS)
    } else if (!following) {
      following = new AbortController()
      void follow(following.signal)
    }
  }
  document.addEventListener('visibilitychange', onVisibility)
  onVisibility()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    clearTimeout(leaving)
    stop()
  }
}

async function follow(signal: AbortSignal) {
  let retryMs = FIRST_RETRY_MS
  while (!signal.aborted) {
    try {
      for await (const news of readLive(await client.live.stream({}, { signal }))) {
        retryMs = FIRST_RETRY_MS
        takeNews(news)
        setConnected(true)
      }
    } catch {
      // What is wrong is said by the calls that poll meanwhile.
    }
    setConnected(false)
    await pause(retryMs * (1 + Math.random() / 2), signal)
    retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, durationMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
