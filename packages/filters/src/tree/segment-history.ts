import type { Catalog } from '../catalog.ts'
import type { Lowering, SegmentId, SetId } from '../lowering.ts'
import type { Row } from '../row/row.ts'
import type { Timeline } from './timeline.ts'

/** The memberships of one contact in dynamic segments as time goes by; each is worked out once, and no further than asked. */
export class SegmentHistories {
  readonly catalog: Catalog
  readonly #recorded: Row['since']
  readonly #start: (segment: SegmentId) => History
  readonly #known = new Map<SegmentId, History>()

  constructor(catalog: Catalog, recorded: Row['since'], start: (segment: SegmentId) => History) {
    this.catalog = catalog
    this.#recorded = recorded
    this.#start = start
  }

  get(segment: SegmentId): History {
    const known = this.#known.get(segment)
    if (known) return known
    const history = this.#start(segment)
    this.#known.set(segment, history)
    return history
  }

  /** The dynamic segments that a lowered condition asks about. */
  needed(lowering: Lowering): SegmentId[] {
    switch (lowering.is) {
      case 'all':
      case 'any':
        return lowering.of.flatMap((part) => this.needed(part))
      case 'not':
        return this.needed(lowering.of)
      case 'segment':
        return [lowering.segment]
      default:
        return []
    }
  }

  /** Since when the contact will be in a set at an instant: whoever enters a dynamic segment by then is in it since. */
  sinceAt(at: number): Row['since'] {
    return (set) => this.#historyOf(set)?.since(this.#recorded(set), at) ?? this.#recorded(set)
  }

  /** When campaigns were launched after an instant. */
  launchesAfter(at: number): number[] {
    return (this.catalog.launches ?? []).map((launch) => launch.at).filter((launched) => launched > at)
  }

  #historyOf(set: SetId): History | undefined {
    const id = set.slice(SEGMENT.length)
    const isDynamic = this.catalog.named.segment?.some((segment) => segment.id === id && segment.filter !== undefined)
    return set.startsWith(SEGMENT) && isDynamic ? this.get(id) : undefined
  }
}

const SEGMENT = 'segment:'

/** One contact's membership in one dynamic segment from an instant on. */
export class History {
  readonly #timeline: Timeline
  readonly #now: number
  readonly #wasMember: boolean
  readonly #turns: number[] = []

  constructor(timeline: Timeline, now: number) {
    this.#timeline = timeline
    this.#now = now
    this.#wasMember = timeline.isTrue
  }

  isMember(at: number): boolean {
    return this.#turnsUntil(at).length % 2 === 0 ? this.#wasMember : !this.#wasMember
  }

  /** The first instant after another at which the contact enters or leaves; infinity when there is none. */
  nextTurn(at: number): number {
    this.#turnsUntil(at)
    return this.#turns.find((turn) => turn > at) ?? this.#timeline.turnsAt
  }

  /** Since when the contact is a member at an instant, given what is recorded; a recorded entry yet to come is left alone. */
  since(recorded: number | null, at: number): number | null {
    if (recorded !== null && recorded > this.#now) return recorded
    const entries = this.#turnsUntil(at).filter((_, index) => (index % 2 === 0) !== this.#wasMember)
    return entries.at(-1) ?? recorded
  }

  #turnsUntil(at: number): number[] {
    while (this.#timeline.turnsAt <= at) {
      this.#turns.push(this.#timeline.turnsAt)
      this.#timeline.turn()
    }
    return this.#turns.filter((turn) => turn <= at)
  }
}
