import type { Clock } from '@rollcall/filters'
import type { Arena } from '../memory/arena.ts'
import type { PickedRows } from '../table/picked-rows.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Crossed, Crossing } from './crossing.ts'
import { type CrossingSpec, crossingsOf } from './crossings-of.ts'
import type { LiveSegment } from './live-segment.ts'
import { MovingBound } from './moving-bound.ts'
import { Positions } from './positions.ts'
import { toReadName } from './read.ts'
import type { Changed } from './row-changes.ts'
import { timesOfPicks } from './times-of.ts'
import { TurningDay } from './turning-day.ts'

/** Rows that were crossed, and the segments that have to judge them. */
export type Due = { rows: Crossed; segments: readonly LiveSegment[] }

type Shared = { crossing: Crossing; segments: LiveSegment[] }

/**
 * All ways in which time alone turns the answers of some segments, each held once.
 *
 * What must stay true: a row whose answer time turns between two calls of `moveTo` is among what the second one answers.
 */
export class Crossings {
  readonly #arena: Arena
  #byName = new Map<string, Shared>()

  constructor(arena: Arena) {
    this.#arena = arena
  }

  /** Makes these the segments. What nobody asked before counts as crossed up to `clock`. */
  assign(segments: readonly LiveSegment[], clock: Clock): void {
    const before = this.#byName
    const positions = new Positions()
    this.#byName = new Map()
    for (const segment of segments) {
      for (const [name, spec] of crossingsOf(segment.lowering)) {
        const shared = this.#byName.get(name)
        if (shared !== undefined) shared.segments.push(segment)
        else {
          const crossing = before.get(name)?.crossing ?? this.#toCrossing(spec, clock, positions)
          this.#byName.set(name, { crossing, segments: [segment] })
        }
      }
    }
    for (const [name, { crossing }] of before) if (!this.#byName.has(name)) crossing.release()
  }

  /** Lets time go by. */
  moveTo(clock: Clock, table: ProjectTable): Due[] {
    const positions = new Positions()
    const due: Due[] = []
    for (const { crossing, segments } of this.#byName.values()) {
      const rows = crossing.moveTo(clock, { table, positions })
      if (rows.size > 0) due.push({ rows, segments })
    }
    return due
  }

  /** Takes note of how picked rows are now, as far as it changed. */
  note(picked: PickedRows, changed: Changed): void {
    for (const { crossing } of this.#byName.values()) {
      const { read } = crossing.spec
      if (changed !== 'everything' && !changed.has(toReadName(read))) continue
      const times = timesOfPicks(picked, read)
      for (const { chunkNo, locals, first } of picked.rows.parts) {
        crossing.note(chunkNo, times, (place) => locals[place - first])
      }
    }
  }

  /** Takes note that in these chunks anything may be otherwise now, or just what is read by one name. */
  forget(chunkNos: Iterable<number>, readName?: string): void {
    const all = [...chunkNos]
    for (const { crossing } of this.#byName.values()) {
      if (readName !== undefined && toReadName(crossing.spec.read) !== readName) continue
      for (const chunkNo of all) crossing.forget(chunkNo)
    }
  }

  /** Starts again from an instant: nothing counts as crossed. */
  reset(clock: Clock): void {
    const positions = new Positions()
    for (const { crossing } of this.#byName.values()) crossing.reset(clock, positions)
  }

  #toCrossing(spec: CrossingSpec, clock: Clock, positions: Positions): Crossing {
    if (spec.is === 'day') return new TurningDay(spec, clock)
    return new MovingBound(spec, this.#arena, positions.of(spec.moves, clock))
  }
}
