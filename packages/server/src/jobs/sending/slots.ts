/** Runs work when a slot is free, first come first served. */
export type Slots = { run<Result>(work: () => Promise<Result>): Promise<Result> }

/** So many pieces of work at once, and no more. */
export function createSlots(count: number): Slots {
  let free = count
  const waiting: (() => void)[] = []

  async function enter() {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }

  // Whoever waits takes over the slot itself, so that nobody can slip in between.
  function leave() {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
