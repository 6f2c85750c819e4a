import { andInto, clearAll } from '../kernels/bits.ts'
import { keepMembers, orMembers } from '../kernels/members.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import type { MemberSet } from './member-set.ts'

/** Keeps the rows that are in at least one of the sets. */
export class MembersProbe implements Probe {
  readonly cost: number
  readonly share: number
  readonly #sets: MemberSet[]
  readonly #pool: WordPool

  constructor(sets: MemberSet[], rowCount: number, pool: WordPool) {
    this.#sets = sets
    this.#pool = pool
    this.cost = sets.length
    const members = sets.reduce((sum, set) => sum + set.count, 0)
    this.share = Math.min(1, members / Math.max(1, rowCount))
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    const held = this.#sets.map((set) => set.find(chunkNo)).filter((members) => members !== undefined)
    if (held.length === 0) {
      clearAll(words)
      return
    }
    const scratch = this.#pool.take()
    if (held.length === 1) keepMembers(words, held[0], scratch)
    else {
      clearAll(scratch)
      for (const members of held) orMembers(scratch, members)
      andInto(words, scratch)
    }
    this.#pool.give(scratch)
  }
}
