import { atInstant, type Clock, type Lowering, type SegmentId } from '@rollcall/filters'
import { toChunkNo, toLocal } from '../chunk.ts'
import { hasMember, type Members } from '../kernels/members.ts'
import { Arena } from '../memory/arena.ts'
import type { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { MemberSet } from '../sets/member-set.ts'
import type { Base, Difference } from './difference.ts'
import { toMembershipSet } from './membership-times.ts'
import { type Read, readsOf } from './read.ts'

/** One watched segment: its rule, and who is in it. */
export class LiveSegment {
  readonly id: SegmentId
  readonly lowering: Lowering
  readonly reads: ReadonlyMap<string, Read>
  /** Whether everyone has to be judged anew. */
  isStale = false
  readonly #arena: Arena
  readonly #pool: WordPool
  readonly #members: MemberSet
  /** The rule as it is at the instant asked for last. */
  #latest: { clock: Clock; lowering: Lowering } | undefined

  constructor({ id, lowering }: { id: SegmentId; lowering: Lowering }, budget: Budget, pool: WordPool) {
    this.id = id
    this.lowering = lowering
    this.reads = readsOf(lowering)
    this.#arena = new Arena(budget)
    this.#pool = pool
    this.#members = new MemberSet(this.#arena, pool)
  }

  get count(): number {
    return this.#members.count
  }

  get sizeBytes(): number {
    return this.#arena.usedBytes
  }

  /** Whether its members are the people of its static segment; these are added by hand at times that rows bring along. */
  get isStatic(): boolean {
    return this.lowering.is === 'set' && this.lowering.set === toMembershipSet(this.id)
  }

  /** The rule with its bounds where they are then. */
  at(clock: Clock): Lowering {
    const { now, timezone } = this.#latest?.clock ?? {}
    if (this.#latest === undefined || now !== clock.now || timezone !== clock.timezone) {
      this.#latest = { clock, lowering: atInstant(this.lowering, clock) }
    }
    return this.#latest.lowering
  }

  /** Whether it asks since when somebody is in that segment. */
  asksSinceOf(segment: SegmentId): boolean {
    return this.reads.has(`since ${toMembershipSet(segment)}`)
  }

  /** Who is in it now. */
  get members(): Base {
    return { find: (chunkNo) => this.#members.find(chunkNo), chunkNos: [...this.#members.chunkNos()] }
  }

  findMembers(chunkNo: number): Members | undefined {
    return this.#members.find(chunkNo)
  }

  has(rowNo: number): boolean {
    const members = this.#members.find(toChunkNo(rowNo))
    return members !== undefined && hasMember(members, toLocal(rowNo))
  }

  /** The chunks in which it has members, in no order. */
  chunkNos(): Iterable<number> {
    return this.#members.chunkNos()
  }

  /** Makes the rows of a bitset the members in a chunk in which it has none yet. */
  fill(chunkNo: number, words: Uint32Array): void {
    this.#members.fill(chunkNo, words)
  }

  change({ chunkNo, entered, left }: Difference): void {
    const isRow = this.#pool.take().fill(0)
    for (const local of left) isRow[local >>> 5] |= 1 << (local & 31)
    this.#members.assign(chunkNo, { rows: left, isRow, members: entered })
    this.#pool.give(isRow)
  }

  release(): void {
    this.#arena.release()
  }
}
