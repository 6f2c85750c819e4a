import { hasBit } from '../kernels/bits.ts'
import { hasMember } from '../kernels/members.ts'
import type { Probe } from '../query/probe.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import type { SetFamily } from './set-family.ts'

/** What a few rows are in; a set is looked up when it is asked for. */
export class PickedSets {
  readonly #sets: SetFamily
  readonly #rows: RowPicks
  readonly #maybe: ((id: string) => Uint32Array) | undefined
  readonly #known = new Map<string, Uint32Array>()

  /** `maybe` says as bits which picks may be in a set; any of them may be in any unless given. */
  constructor(sets: SetFamily, rows: RowPicks, maybe?: (id: string) => Uint32Array) {
    this.#sets = sets
    this.#rows = rows
    this.#maybe = maybe
  }

  ids(): string[] {
    return this.#sets.ids()
  }

  /** Whether any of the picks may be in the set, or have entries of it. */
  mayHave(id: string): boolean {
    return this.#maybe === undefined || hasAny(this.#maybe(id))
  }

  /** The picks that are in the set, as bits. */
  words(id: string): Uint32Array {
    const known = this.#known.get(id) ?? this.#pick(id)
    this.#known.set(id, known)
    return known
  }

  /** Keeps the picks that are in at least one of these sets. */
  probe(ids: string[]): Probe {
    const sets = ids.map((id) => this.words(id))
    return {
      cost: sets.length,
      share: 0.3,
      narrow(_chunkNo, words) {
        const count = sets[0]?.length ?? 0
        for (let w = 0; w < count; w++) {
          let any = 0
          for (const set of sets) any |= set[w]
          words[w] &= any
        }
        words.fill(0, count)
      },
    }
  }

  #pick(id: string): Uint32Array {
    const words = new Uint32Array(Math.ceil(this.#rows.count / 32))
    const set = this.#sets.find(id)
    if (set === undefined || !this.mayHave(id)) return words
    const maybe = this.#maybe?.(id)
    for (const { chunkNo, locals, first } of this.#rows.parts) {
      const members = set.find(chunkNo)
      if (members === undefined) continue
      for (let i = 0; i < locals.length; i++) {
        if (maybe !== undefined && !hasBit(maybe, first + i)) continue
        if (hasMember(members, locals[i])) words[(first + i) >>> 5] |= 1 << ((first + i) & 31)
      }
    }
    return words
  }
}

// A few words, for which a kernel would be a detour.
function hasAny(words: Uint32Array): boolean {
  return words.some((word) => word !== 0)
}
