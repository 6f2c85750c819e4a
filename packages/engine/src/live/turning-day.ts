import { atInstant, type Clock, dayAt, type Lowering, type Ranges } from '@rollcall/filters'
import { CHUNK_WORDS } from '../chunk.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Crossed, Crossing } from './crossing.ts'
import type { Read } from './read.ts'

/** Anniversaries: what is asked changes with every day of the project. */
export type DaySpec = { is: 'day'; read: Read; asked: Ranges }

/** When the day turns, the rows for which an anniversary comes or goes. */
export class TurningDay implements Crossing {
  readonly spec: DaySpec
  #clock: Clock

  constructor(spec: DaySpec, clock: Clock) {
    this.spec = spec
    this.#clock = clock
  }

  moveTo(clock: Clock, { table }: { table: ProjectTable }): Crossed {
    const before = this.#clock
    this.#clock = clock
    const crossed: Crossed = new Map()
    if (dayAt(before.now, before.timezone) === dayAt(clock.now, clock.timezone)) return crossed
    table.scan(this.#turnsBetween(before, clock), (chunkNo, words) => {
      if (words.some((word) => word !== 0)) crossed.set(chunkNo, words.slice(0, CHUNK_WORDS))
    })
    return crossed
  }

  note(): void {}

  forget(): void {}

  reset(clock: Clock): void {
    this.#clock = clock
  }

  release(): void {}

  #turnsBetween(before: Clock, now: Clock): Lowering {
    const { read, asked } = this.spec
    // Of events and the like no anniversaries are asked; if they were, everyone would be looked at once a day.
    if (read.is !== 'column') return { is: 'constant', value: true }
    return { is: 'any', of: [atInstant(asked, before), atInstant(asked, now)] }
  }
}
