import { toCapacity } from '../columns/growth.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import type { RowPicks } from '../rows/row-picks.ts'

/** Sets are dealt out to so many groups, and a row has a bit for each: two words. */
const GROUPS = 64
const WORDS = GROUPS / 32

/**
 * Which sets a row may be in, and of which it may have entries: all of some groups of sets. So whoever writes or asks about a
 * few rows looks into a few of very many sets.
 *
 * What must stay true: a set that has a row, or entries of it, is among those that the row may be in.
 */
export class SetHints {
  readonly #arena: Arena
  readonly #chunks = new Map<number, Uint32Array>()
  readonly #groups = new Map<string, number>()
  readonly #ids: string[][] = Array.from({ length: GROUPS }, () => [])
  #before: readonly string[] = []
  /** By group, the rows that are being written and may have been in it. */
  #rowsBefore: (Uint16Array | undefined)[] = []

  constructor(arena: Arena) {
    this.#arena = arena
  }

  get sizeBytes(): number {
    return this.#arena.usedBytes
  }

  /** What the rows that are being written may have been in. */
  get before(): readonly string[] {
    return this.#before
  }

  /** Those of the rows that are being written that may have been in a set, ascending. */
  rowsBefore(id: string): Uint16Array {
    return this.#rowsBefore[this.#groups.get(id) ?? GROUPS] ?? NO_ROWS
  }

  /** Begins to write rows anew: keeps what they may have been in as `before`, and forgets it of them. */
  rewrite(chunkNo: number, rows: Uint16Array[]): void {
    const held = this.#chunks.get(chunkNo) ?? NOTHING
    const found: number[][] = []
    for (const locals of rows) {
      for (let i = 0; i < locals.length; i++) {
        const at = locals[i] * WORDS
        if (at >= held.length) break
        for (const group of groupsOf(held, at)) {
          found[group] ??= []
          found[group].push(locals[i])
        }
        held.fill(0, at, at + WORDS)
      }
    }
    this.#rowsBefore = found.map((ofGroup) => ofGroup && Uint16Array.from(ofGroup).sort())
    this.#before = found.flatMap((_, group) => this.#ids[group])
  }

  /** Notes that rows are in a set from now on, or have entries of it. */
  mark(chunkNo: number, id: string, locals: Uint16Array): void {
    if (locals.length === 0) return
    const group = this.#groups.get(id) ?? this.#deal(id)
    const held = this.#withRoom(chunkNo, locals[locals.length - 1])
    const bit = 1 << (group & 31)
    const word = group >>> 5
    for (let i = 0; i < locals.length; i++) held[locals[i] * WORDS + word] |= bit
  }

  /** The picks that may be in a set, as bits. */
  pick(rows: RowPicks): (id: string) => Uint32Array {
    const nobody = new Uint32Array(Math.ceil(rows.count / 32))
    const byGroup: (Uint32Array | undefined)[] = []
    for (const { chunkNo, locals, first } of rows.parts) {
      const held = this.#chunks.get(chunkNo) ?? NOTHING
      for (let i = 0; i < locals.length; i++) {
        const at = locals[i] * WORDS
        if (at >= held.length) break
        for (const group of groupsOf(held, at)) {
          byGroup[group] ??= nobody.slice()
          byGroup[group][(first + i) >>> 5] |= 1 << ((first + i) & 31)
        }
      }
    }
    return (id) => byGroup[this.#groups.get(id) ?? GROUPS] ?? nobody
  }

  /** The most that marking these rows can need. */
  boundBytes(chunkNo: number, locals: Uint16Array): number {
    if (locals.length === 0) return 0
    const held = this.#chunks.get(chunkNo)?.length ?? 0
    const length = toCapacity(locals[locals.length - 1]) * WORDS
    return length <= held ? 0 : (length - held) * 4 + ARRAY_OVERHEAD_BYTES
  }

  dropChunk(chunkNo: number): void {
    const held = this.#chunks.get(chunkNo)
    if (held !== undefined) this.#arena.free(held)
    this.#chunks.delete(chunkNo)
  }

  release(): void {
    this.#arena.release()
  }

  #deal(id: string): number {
    const group = this.#groups.size % GROUPS
    this.#groups.set(id, group)
    this.#ids[group].push(id)
    return group
  }

  #withRoom(chunkNo: number, local: number): Uint32Array {
    const held = this.#chunks.get(chunkNo)
    const length = toCapacity(local) * WORDS
    if (held !== undefined && held.length >= length) return held
    const roomier = this.#arena.u32(length)
    if (held !== undefined) {
      roomier.set(held)
      this.#arena.free(held)
    }
    this.#chunks.set(chunkNo, roomier)
    return roomier
  }
}

const NOTHING = new Uint32Array(0)
const NO_ROWS = new Uint16Array(0)

function groupsOf(words: ArrayLike<number>, at: number): number[] {
  const groups: number[] = []
  for (let w = 0; w < WORDS; w++) {
    for (let left = words[at + w]; left !== 0; left &= left - 1) groups.push(w * 32 + 31 - Math.clz32(left & -left))
  }
  return groups
}
