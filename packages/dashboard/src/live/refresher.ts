const SOON_MS = 300

/** Calls back soon for each key that is named, then at most once in `restMs`, and once more for what came in between. */
export function createRefresher(run: (key: string) => void): (key: string, restMs: number) => void {
  // Whether something came while the key rests.
  const resting = new Map<string, boolean>()
  const start = (key: string, restMs: number) => {
    run(key)
    resting.set(key, false)
    setTimeout(() => {
      const isAgain = resting.get(key)
      resting.delete(key)
      if (isAgain) start(key, restMs)
    }, restMs)
  }
  return (key, restMs) => {
    if (resting.has(key)) return void resting.set(key, true)
    resting.set(key, false)
    setTimeout(() => start(key, restMs), SOON_MS)
  }
}
