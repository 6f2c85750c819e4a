import type { SegmentId, SetId } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import { NumberColumn } from '../columns/number-column.ts'
import { ARRAY_OVERHEAD_BYTES, Arena } from '../memory/arena.ts'
import type { Budget } from '../memory/budget.ts'
import { EnteredUnknownError } from './entered-unknown-error.ts'

/** What the times of one chunk take, at most. */
export const TIMES_BYTES = CHUNK_ROWS * 8 + ARRAY_OVERHEAD_BYTES

/**
 * Since when rows are in watched dynamic segments, in whole seconds.
 *
 * What must stay true: exactly the members of a segment have a time.
 */
export class MembershipTimes {
  readonly #held = new Map<SetId, NumberColumn>()
  readonly #unknown = new Map<SetId, SegmentId>()

  /** The times of a segment; nothing for sets that are no watched dynamic segments. Throws EnteredUnknownError. */
  find(set: SetId): NumberColumn | undefined {
    const unknown = this.#unknown.get(set)
    if (unknown !== undefined) throw new EnteredUnknownError(unknown)
    return this.#held.get(set)
  }

  /** The times of a segment, if they are kept. */
  findKept(segment: SegmentId): NumberColumn | undefined {
    return this.#held.get(toMembershipSet(segment))
  }

  get sizeBytes(): number {
    return this.#held.values().reduce((sum, times) => sum + times.stats().sizeBytes, 0)
  }

  /** The most memory that members of one chunk can need who have no times yet. */
  boundBytes(chunkNo: number): number {
    return this.#held.values().reduce((sum, times) => sum + TIMES_BYTES - (times.find(chunkNo)?.byteLength ?? 0), 0)
  }

  /** Answers for a segment from now on: with its times, or with an error when they are not kept. */
  put(segment: SegmentId, times: NumberColumn | undefined): void {
    this.forget(segment)
    const set = toMembershipSet(segment)
    if (times === undefined) this.#unknown.set(set, segment)
    else this.#held.set(set, times)
  }

  forget(segment: SegmentId): void {
    const set = toMembershipSet(segment)
    this.#held.get(set)?.release()
    this.#held.delete(set)
    this.#unknown.delete(set)
  }
}

/** Times for the members of one segment. */
export function emptyTimes(segment: SegmentId, budget: Budget): NumberColumn {
  return new NumberColumn({ id: toMembershipSet(segment), storage: 'instant' }, new Arena(budget))
}

/** The set under which `since` asks for a segment. */
export function toMembershipSet(segment: SegmentId): SetId {
  return `segment:${segment}`
}
