import { countBits, hasBit } from '../kernels/bits.ts'
import { keepMembers, type Members } from '../kernels/members.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { ChoiceMembers } from './list-collector.ts'
import type { Tallied, Tally } from './tally.ts'

/** Counts rows by the sets that they are in; a row counts in each of its sets. */
export class SetsTally implements Tally {
  readonly #sets: ChoiceMembers[]
  readonly #pool: WordPool
  readonly #counts: Uint32Array

  constructor(sets: ChoiceMembers[], pool: WordPool) {
    this.#sets = sets
    this.#pool = pool
    this.#counts = new Uint32Array(sets.length)
  }

  take(chunkNo: number, words: Uint32Array): void {
    for (let at = 0; at < this.#sets.length; at++) {
      const members = this.#sets[at].members.find(chunkNo)
      if (members !== undefined) this.#counts[at] += this.#countAmong(words, members)
    }
  }

  list(): Tallied[] {
    return this.#sets.map(({ choice }, at) => ({ choice, count: this.#counts[at] })).filter(({ count }) => count > 0)
  }

  #countAmong(words: Uint32Array, members: Members): number {
    if (members instanceof Uint16Array) {
      let among = 0
      for (let i = 0; i < members.length; i++) among += Number(hasBit(words, members[i]))
      return among
    }
    const [both, scratch] = [this.#pool.copy(words), this.#pool.take()]
    keepMembers(both, members, scratch)
    const among = countBits(both)
    this.#pool.give(scratch)
    this.#pool.give(both)
    return among
  }
}
