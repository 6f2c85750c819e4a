import { setTimeout as sleep } from 'node:timers/promises'
import { contains, parseSnapshot } from '../../packages/server/src/feed/snapshot.ts'
import type { Database } from '../../packages/server/src/store/database.ts'

const POLL_MS = 2

/** Waits until all that transactions changed in any segment is in the record, by looking at the feed's cursor there. */
export class CommitWatch {
  readonly #database: Database
  readonly #waiting = new Map<bigint, PromiseWithResolvers<number>>()
  #running: Promise<void> | undefined

  constructor(database: Database) {
    this.#database = database
  }

  /** The instant of `performance.now()` at which that was seen. */
  committedAtMs(position: string): Promise<number> {
    const seen = Promise.withResolvers<number>()
    this.#waiting.set(BigInt(position), seen)
    this.#running ??= this.#watch().finally(() => {
      this.#running = undefined
    })
    return seen.promise
  }

  async #watch() {
    while (this.#waiting.size > 0) {
      const [cursor] = await this.#database.query<{ snapshot: string; waiting: string[] }>(
        'select snapshot::text, waiting from live_cursors',
      )
      const snapshot = parseSnapshot(cursor.snapshot)
      for (const [xid, seen] of this.#waiting) {
        if (!contains(snapshot, xid) || cursor.waiting.includes(String(xid))) continue
        seen.resolve(performance.now())
        this.#waiting.delete(xid)
      }
      await sleep(POLL_MS)
    }
  }
}
