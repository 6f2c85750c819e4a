/** Things to choose from, each with how often it comes in relation to the others. */
export type Shares<Value> = readonly (readonly [value: Value, share: number])[]

/** Draws that look like chance, and are the same for the same seed. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, but never, 1. Source: mulberry32 by Tommy Ettinger (public domain). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** True so often, of 1. */
  is(share: number): boolean {
    return this.next() < share
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  /** Around 0, mostly between -1 and 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** A whole second; `nearness` above 1 draws it towards the end. */
  moment(from: Date, to: Date, nearness = 1): Date {
    const span = to.getTime() - from.getTime()
    const atMs = to.getTime() - span * this.next() ** nearness
    return new Date(Math.max(from.getTime(), Math.floor(atMs / 1000) * 1000))
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.next() * values.length)]
  }

  pickByShare<Value>(shares: Shares<Value>): Value {
    let left = this.next() * shares.reduce((sum, [, share]) => sum + share, 0)
    for (const [value, share] of shares) {
      left -= share
      if (left < 0) return value
    }
    return shares[shares.length - 1][0]
  }
}
