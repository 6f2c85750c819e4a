/** Work that is done step by step for as long as there is some. */
export type Loop = {
  /** Looks for work now. */
  wake(): void
  /** Ends after the step that is being done. */
  stop(): Promise<void>
}

const POLL_MS = 1_000

/** Repeats `step` while it answers that there is more; then waits to be woken, or a second. A failed step is repeated too. */
export function startLoop(step: () => Promise<boolean>, onError: (error: unknown) => void): Loop {
  let isStopped = false
  let isWoken = false
  let endPause = () => {}

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run() {
    while (!isStopped) {
      isWoken = false
      const hasMore = await step().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (!hasMore && !isWoken && !isStopped) await pause()
    }
  }

  const running = run()
  const wake = () => {
    isWoken = true
    endPause()
  }
  return {
    wake,
    stop() {
      isStopped = true
      wake()
      return running
    },
  }
}
