import { getConditionType } from '../conditions/index.ts'
import { type Condition, type Filter, type FilterNode, isGroup } from '../filter.ts'
import type { Lowering } from '../lowering.ts'
import { constant } from '../primitives.ts'
import type { SiftedRow } from '../row/sifted-row.ts'
import { earliest } from '../row/window-crossing.ts'
import type { SegmentHistories } from './segment-history.ts'
import type { Timeline } from './timeline.ts'

/** What a timeline starts from: the contact, the instant, how far to look, and the segments' own timelines. */
export type Outset = { row: SiftedRow; now: number; until: number; histories: SegmentHistories }

/** The timeline of a stored filter, or of one of its entries. */
export function timelineOf(node: FilterNode, outset: Outset): Timeline {
  return isGroup(node) ? new GroupTimeline(node, outset) : new ConditionTimeline(node, outset)
}

class GroupTimeline implements Timeline {
  isTrue: boolean
  turnsAt = Number.POSITIVE_INFINITY
  readonly #match: Filter['match']
  readonly #parts: Timeline[]

  constructor({ match, conditions }: Filter, outset: Outset) {
    this.#match = match
    this.#parts = conditions.map((node) => timelineOf(node, outset))
    this.isTrue = this.#answer()
    this.#lookAhead()
  }

  turn(): void {
    this.isTrue = !this.isTrue
    this.#lookAhead()
  }

  #answer(): boolean {
    if (this.#match === 'all') return this.#parts.every(({ isTrue }) => isTrue)
    return this.#parts.some(({ isTrue }) => isTrue) === (this.#match === 'any')
  }

  /** Moves the parts on until they answer otherwise than the group does. */
  #lookAhead(): void {
    this.turnsAt = Number.POSITIVE_INFINITY
    while (this.turnsAt === Number.POSITIVE_INFINITY) {
      const at = earliest(this.#parts.map(({ turnsAt }) => turnsAt))
      if (at === Number.POSITIVE_INFINITY) return
      for (const part of this.#parts) if (part.turnsAt === at) part.turn()
      if (this.#answer() !== this.isTrue) this.turnsAt = at
    }
  }
}

class ConditionTimeline implements Timeline {
  isTrue: boolean
  turnsAt = Number.POSITIVE_INFINITY
  readonly #condition: Condition
  readonly #outset: Outset

  constructor(condition: Condition, outset: Outset) {
    this.#condition = condition
    this.#outset = outset
    this.isTrue = this.#answerAt(outset.now)
    this.#lookAhead(outset.now)
  }

  turn(): void {
    const at = this.turnsAt
    this.isTrue = !this.isTrue
    this.#lookAhead(at)
  }

  /** Goes from one instant at which the answer may change to the next, until it does. */
  #lookAhead(from: number): void {
    const { until } = this.#outset
    let at = from
    do at = this.#nextCandidate(at)
    while (at <= until && this.#answerAt(at) === this.isTrue)
    this.turnsAt = at <= until ? at : Number.POSITIVE_INFINITY
  }

  #nextCandidate(at: number): number {
    const { row, histories, until } = this.#outset
    const lowering = this.#lowerAt(at)
    const search = { clock: { now: at, timezone: histories.catalog.timezone }, until }
    return earliest([
      row.nextCrossing(lowering, { search, since: histories.sinceAt(at) }),
      ...histories.needed(lowering).map((segment) => histories.get(segment).nextTurn(at)),
      ...(asksForLaunches(lowering) ? histories.launchesAfter(at) : []),
    ])
  }

  #answerAt(at: number): boolean {
    const { row, histories } = this.#outset
    const lowering = this.#lowerAt(at)
    const members = histories.needed(lowering).map((id) => [id, constant(histories.get(id).isMember(at))] as const)
    return row.answer(lowering, { segments: new Map(members), since: histories.sinceAt(at) })
  }

  #lowerAt(now: number): Lowering {
    const { catalog } = this.#outset.histories
    return getConditionType(this.#condition.type).lower(this.#condition, { now, catalog })
  }
}

/** Whether a lowered condition names the campaigns that were launched last. */
function asksForLaunches(lowering: Lowering): boolean {
  if (lowering.is === 'not') return asksForLaunches(lowering.of)
  return lowering.is === 'events' && lowering.lastCampaigns !== undefined
}
