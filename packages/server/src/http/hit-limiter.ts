const WINDOW_MS = 60_000
// Mail programs of millions ask from a few networks (Google's and Yahoo's image proxies): 50 a second are a large campaign
// being read, and as much as anybody shall make us write.
const MOST_A_MINUTE = 3_000
// A bound on memory when somebody asks from many networks.
const MOST_NETWORKS = 10_000

/** Counts the hits of each network within the current minute, in memory: a restart forgives. */
export class HitLimiter {
  #counts = new Map<string, number>()
  #startedAtMs = Number.NEGATIVE_INFINITY
  #unrecorded = 0

  /** Whether one more hit from a network may be recorded. Who could not be told apart is one network. */
  take(network: string | null, now: Date): boolean {
    this.#turn(now.getTime())
    const key =
      network !== null && (this.#counts.has(network) || this.#counts.size < MOST_NETWORKS) ? network : 'others'
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count <= MOST_A_MINUTE) return true
    this.#unrecorded += 1
    return false
  }

  /** How many were turned away since this was asked last. */
  takeUnrecorded(): number {
    const unrecorded = this.#unrecorded
    this.#unrecorded = 0
    return unrecorded
  }

  #turn(nowMs: number) {
    if (nowMs >= this.#startedAtMs && nowMs - this.#startedAtMs < WINDOW_MS) return
    this.#counts = new Map()
    this.#startedAtMs = nowMs
  }
}
