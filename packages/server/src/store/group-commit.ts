/** Items that arrive within this time are written together. */
const GATHER_MS = 2

/** The most that one statement takes at once. */
const GROUP_SIZE = 500

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }

/**
 * Turns many small writes into few: each caller waits for the commit of the group that its item is in. One group is
 * written at a time; whoever comes meanwhile is in the next one. `write` answers in the order of its items.
 */
export function createGroupCommit<Item, Result>(
  write: (items: Item[]) => Promise<Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let isBusy = false

  async function writeAll() {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
    while (waiting.length > 0) {
      const group = waiting.slice(0, GROUP_SIZE)
      waiting = waiting.slice(GROUP_SIZE)
      await writeGroup(group, write)
    }
    isBusy = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isBusy) return
      isBusy = true
      void writeAll()
    })
}

async function writeGroup<Item, Result>(
  group: Waiting<Item, Result>[],
  write: (items: Item[]) => Promise<Result[]>,
): Promise<void> {
  try {
    const results = await write(group.map(({ item }) => item))
    for (const [place, { resolve }] of group.entries()) resolve(results[place])
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}
