const WINDOW_MS = 60_000
// A bound on memory when somebody tries from many addresses.
const MOST_KEYS = 10_000

/** Counts attempts in the last minute, in memory: a restart forgives. */
export class AttemptLimiter {
  readonly #attempts = new Map<string, number[]>()

  /** Counts one attempt. Answers the seconds to wait when there were `limit` already, else 0. */
  take(key: string, { limit, now }: { limit: number; now: Date }): number {
    const recent = this.#recent(key, now)
    const [oldest] = recent
    if (recent.length >= limit && oldest !== undefined) return Math.ceil((oldest + WINDOW_MS - now.getTime()) / 1000)
    if (this.#attempts.size >= MOST_KEYS) this.#forget(now)
    this.#attempts.set(key, [...recent, now.getTime()])
    return 0
  }

  #recent(key: string, now: Date): number[] {
    return (this.#attempts.get(key) ?? []).filter((at) => at > now.getTime() - WINDOW_MS)
  }

  #forget(now: Date) {
    for (const key of this.#attempts.keys()) if (this.#recent(key, now).length === 0) this.#attempts.delete(key)
    if (this.#attempts.size >= MOST_KEYS) this.#attempts.clear()
  }
}
