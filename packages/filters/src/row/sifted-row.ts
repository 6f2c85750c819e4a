import type { EventsMatch, Lowering } from '../lowering.ts'
import { evaluateRow, type Segments } from './evaluate-row.ts'
import type { Search } from './first-reached.ts'
import type { Row } from './row.ts'
import { SiftedEvents } from './sifted-events.ts'
import { earliest, windowCrossing } from './window-crossing.ts'

/** One contact that is asked again and again as time goes by: what a lowering answers, and when that may change. */
export class SiftedRow {
  readonly #row: Row
  readonly #sifted = new Map<string, SiftedEvents>()

  constructor(row: Row) {
    this.#row = row
  }

  /** What `evaluateRow` would answer. `since` says since when the contact is in a set, if not what the contact says. */
  answer(lowering: Lowering, { segments, since }: { segments: Segments; since: Row['since'] }): boolean {
    switch (lowering.is) {
      case 'all':
        return lowering.of.every((part) => this.answer(part, { segments, since }))
      case 'any':
        return lowering.of.some((part) => this.answer(part, { segments, since }))
      case 'not':
        return !this.answer(lowering.of, { segments, since })
      case 'events':
        return this.#eventsOf(lowering).answer(lowering)
      default:
        return evaluateRow(lowering, withSince(this.#row, since), segments)
    }
  }

  /**
   * The first instant after now at which a bound crosses a time of the contact, so that the answer may change; infinity
   * when none does. Dynamic segments and launches of campaigns are others' concern.
   */
  nextCrossing(lowering: Lowering, { search, since }: { search: Search; since: Row['since'] }): number {
    switch (lowering.is) {
      case 'all':
      case 'any':
        return earliest(lowering.of.map((part) => this.nextCrossing(part, { search, since })))
      case 'not':
        return this.nextCrossing(lowering.of, { search, since })
      case 'range':
      case 'ranges':
        return windowCrossing(lowering, (column) => numbers(this.#row.value(column)), search)
      case 'since':
        return windowCrossing(lowering.window, () => numbers(since(lowering.set)), search)
      case 'events':
        return this.#eventsOf(lowering).nextCrossing(lowering, search)
      case 'opportunities':
        return windowCrossing(
          lowering.where,
          () => this.#row.opportunities().map(({ stageSince }) => stageSince),
          search,
        )
      default:
        return Number.POSITIVE_INFINITY
    }
  }

  // Many conditions of a filter ask about the same events in different windows.
  #eventsOf(match: EventsMatch): SiftedEvents {
    const key = JSON.stringify([match.event, match.where])
    const known = this.#sifted.get(key) ?? new SiftedEvents(match, this.#row.events(match.event))
    this.#sifted.set(key, known)
    return known
  }
}

function withSince(row: Row, since: Row['since']): Row {
  return {
    since,
    value: (column) => row.value(column),
    isIn: (set) => row.isIn(set),
    events: (kind) => row.events(kind),
    opportunities: () => row.opportunities(),
    idBytes: () => row.idBytes(),
  }
}

function numbers(value: unknown): number[] {
  return typeof value === 'number' ? [value] : []
}
