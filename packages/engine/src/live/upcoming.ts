import type { Arena } from '../memory/arena.ts'

/** How many crossings of a chunk are known ahead; looking through the chunk for the next ones is spread over so many. */
const KNOWN = 32

/**
 * The next crossings of one bound in one chunk: at which position of the bound it crosses something of which row.
 *
 * What must stay true: everything that is crossed before `horizon` and has not been crossed yet is among them.
 */
export class Upcoming {
  /** Nothing is known of crossings from here on; before the first search, of none. */
  horizon = Number.NEGATIVE_INFINITY
  readonly #arena: Arena
  #targets: Float64Array | undefined
  #locals: Uint16Array | undefined
  #count = 0

  constructor(arena: Arena) {
    this.#arena = arena
  }

  /** The position at which there is something to do. */
  get next(): number {
    return this.#targets === undefined || this.#count === 0 ? this.horizon : this.#targets[0]
  }

  /** Forgets everything, to be found anew. */
  forget(): void {
    this.#count = 0
    this.horizon = Number.NEGATIVE_INFINITY
  }

  /** Begins a search, in which everything that is yet to be crossed is noted. */
  begin(): void {
    this.#count = 0
    this.horizon = Number.POSITIVE_INFINITY
  }

  /** Notes a crossing that is yet to come. What lies furthest ahead makes room, and is beyond the horizon then. */
  note(target: number, local: number): void {
    if (target >= this.horizon) return
    this.#targets ??= this.#arena.f64(KNOWN)
    this.#locals ??= this.#arena.u16(KNOWN)
    const targets = this.#targets
    const locals = this.#locals
    let at = this.#count
    while (at > 0 && targets[at - 1] > target) at--
    for (let same = at - 1; same >= 0 && targets[same] === target; same--) if (locals[same] === local) return
    if (this.#count === KNOWN) {
      this.horizon = at === KNOWN ? target : targets[KNOWN - 1]
      if (at === KNOWN) return
      this.#count--
    }
    targets.copyWithin(at + 1, at, this.#count)
    locals.copyWithin(at + 1, at, this.#count)
    targets[at] = target
    locals[at] = local
    this.#count++
  }

  /** Takes what is crossed on the way to a position before the horizon. */
  take(position: number, visit: (local: number) => void): void {
    if (this.#targets === undefined || this.#locals === undefined) return
    let taken = 0
    while (taken < this.#count && this.#targets[taken] <= position) visit(this.#locals[taken++])
    this.#targets.copyWithin(0, taken, this.#count)
    this.#locals.copyWithin(0, taken, this.#count)
    this.#count -= taken
  }

  release(): void {
    if (this.#targets !== undefined) this.#arena.free(this.#targets)
    if (this.#locals !== undefined) this.#arena.free(this.#locals)
  }
}
