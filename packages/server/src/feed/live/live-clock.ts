/** One instant of evaluation: as the record keeps it, and in whole seconds as filters are judged. */
export type Instant = { at: Date; now: number }

/** A clock that never goes back, whatever the one behind it does. */
export class LiveClock {
  readonly #now: () => Date
  #latestMs = 0

  constructor(now: () => Date) {
    this.#now = now
  }

  /** From here on it is at least so late. */
  startAt(at: Date | null) {
    this.#latestMs = Math.max(this.#latestMs, at?.getTime() ?? 0)
  }

  read(): Instant {
    this.#latestMs = Math.max(this.#latestMs, this.#now().getTime())
    return { at: new Date(this.#latestMs), now: Math.floor(this.#latestMs / 1000) }
  }
}
