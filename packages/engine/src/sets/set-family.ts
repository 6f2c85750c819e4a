import type { MemberGroups } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { setBits } from '../kernels/bits.ts'
import { type Change, listMembers } from '../kernels/members.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { MemberSet } from './member-set.ts'
import type { SetHints } from './set-hints.ts'

const NOTHING: MemberGroups = { ids: [], starts: new Uint32Array(1), members: new Uint16Array(0) }

/** Sets that are written together, row by row: all of a project's tags and segments, or all choices of a list column. */
export class SetFamily {
  readonly #arena: Arena
  readonly #pool: WordPool
  /** Told of every row that comes into a set, and asked which sets to look into; without, all are looked into. */
  readonly #hints: SetHints | undefined
  readonly #sets = new Map<string, MemberSet>()

  constructor(arena: Arena, pool: WordPool, hints?: SetHints) {
    this.#arena = arena
    this.#pool = pool
    this.#hints = hints
  }

  /** How many sets have members. */
  get size(): number {
    return this.#sets.size
  }

  ids(): string[] {
    return [...this.#sets.keys()]
  }

  find(id: string): MemberSet | undefined {
    return this.#sets.get(id)
  }

  /** Makes `groups` all that `rows` are in. Rows that were in nothing before need not stand among `rows`. */
  assign(chunkNo: number, rows: Uint16Array, groups: MemberGroups): void {
    const isRow = this.#pool.takeEmpty()
    setBits(isRow, rows)
    for (const [at, id] of groups.ids.entries()) {
      const members = groups.members.subarray(groups.starts[at], groups.starts[at + 1])
      this.#getOrAdd(id).assign(chunkNo, { rows, isRow, members })
      this.#hints?.mark(chunkNo, id, members)
    }
    if (rows.length > 0) this.#takeOut(chunkNo, { rows, isRow }, new Set(groups.ids))
    this.#pool.give(isRow)
  }

  /** Takes `rows` out of everything. */
  clear(chunkNo: number, rows: Uint16Array): void {
    this.assign(chunkNo, rows, NOTHING)
  }

  save(chunkNo: number, part: PartWriter): void {
    const inChunk = [...this.#sets].filter(([, set]) => set.find(chunkNo) !== undefined)
    part.number(inChunk.length)
    for (const [id, set] of inChunk) {
      part.text(id)
      part.array(set.find(chunkNo))
    }
  }

  restore(chunkNo: number, part: PartReader): void {
    for (let left = part.number(); left > 0; left--) {
      const id = part.text()
      const set = this.#getOrAdd(id)
      set.restore(chunkNo, part)
      const members = set.find(chunkNo)
      if (this.#hints === undefined || members === undefined) continue
      const count = listMembers(members, this.#pool.locals)
      this.#hints.mark(chunkNo, id, this.#pool.locals.subarray(0, count))
    }
  }

  /** The most that `assign` can need. */
  boundBytes(chunkNo: number, groups: MemberGroups): number {
    return groups.ids.reduce((sum, id, at) => {
      const newMembers = groups.starts[at + 1] - groups.starts[at]
      const grown = this.#sets.get(id)?.boundBytes(chunkNo, newMembers) ?? 2 * newMembers
      return sum + grown + ARRAY_OVERHEAD_BYTES
    }, 0)
  }

  #takeOut(chunkNo: number, rows: Omit<Change, 'members'>, except: Set<string>): void {
    for (const id of this.#hints?.before ?? this.#sets.keys()) {
      const set = this.#sets.get(id)
      if (set === undefined || except.has(id)) continue
      if (set.find(chunkNo) !== undefined) set.assign(chunkNo, { ...rows, members: NOTHING.members })
      if (set.count === 0) this.#sets.delete(id)
    }
  }

  #getOrAdd(id: string): MemberSet {
    const found = this.#sets.get(id)
    if (found !== undefined) return found
    const added = new MemberSet(this.#arena, this.#pool)
    this.#sets.set(id, added)
    return added
  }
}
