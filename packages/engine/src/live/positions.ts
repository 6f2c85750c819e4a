import { type Clock, type Movement, positionOf } from '@rollcall/filters'

/** Where moving bounds stand at one instant; many rules have the same ones. */
export class Positions {
  readonly #known = new Map<string, number>()

  of(movement: Movement, clock: Clock): number {
    const name = JSON.stringify(movement)
    const position = this.#known.get(name) ?? positionOf(movement, clock)
    this.#known.set(name, position)
    return position
  }
}
