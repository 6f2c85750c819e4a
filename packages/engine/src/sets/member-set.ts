import { DamagedPartError } from '../checkpoint/damaged-part-error.ts'
import { type PartReader, required } from '../checkpoint/part-reader.ts'
import { CHUNK_WORDS } from '../chunk.ts'
import { clearBits, countBits, listBits, setBits } from '../kernels/bits.ts'
import {
  type Change,
  changeSorted,
  countMembers,
  hasRows,
  listMembers,
  type Members,
  SORTED_MAX,
  startsWith,
} from '../kernels/members.ts'
import type { Arena } from '../memory/arena.ts'
import type { WordPool } from '../memory/word-pool.ts'

/** A bitset becomes sorted places again only well below SORTED_MAX, so that a set at the border does not flap. */
const SORTED_AGAIN = SORTED_MAX / 2

const NOBODY = new Uint16Array(0)

/** Who is in one tag, static segment or choice: per chunk, in the form that its density calls for. */
export class MemberSet {
  readonly #arena: Arena
  readonly #pool: WordPool
  readonly #byChunk = new Map<number, Members>()
  #count = 0

  constructor(arena: Arena, pool: WordPool) {
    this.#arena = arena
    this.#pool = pool
  }

  get count(): number {
    return this.#count
  }

  find(chunkNo: number): Members | undefined {
    return this.#byChunk.get(chunkNo)
  }

  /** The chunks in which there are members, in no order. */
  chunkNos(): Iterable<number> {
    return this.#byChunk.keys()
  }

  /** Makes the rows of a bitset the members in a chunk that has none yet. */
  fill(chunkNo: number, words: Uint32Array): void {
    const count = listBits(words, this.#pool.locals)
    this.#count += count
    this.#replace(chunkNo, NOBODY, count)
  }

  /** Takes rows out and puts members in. */
  assign(chunkNo: number, change: Change): void {
    const held = this.#byChunk.get(chunkNo) ?? NOBODY
    if (change.members.length === 0 && !hasRows(held, change)) return
    if (held instanceof Uint32Array) this.#changeBitset(chunkNo, held, change)
    else this.#changeSorted(chunkNo, held, change)
  }

  /** Takes the members of a chunk back, in the form in which they were saved. */
  restore(chunkNo: number, part: PartReader): void {
    const members = required(part.codes(this.#arena))
    if (members instanceof Uint8Array) throw new DamagedPartError('Members are places or bits.')
    this.#byChunk.set(chunkNo, members)
    this.#count += countMembers(members)
  }

  /** The most that `assign` can need for that many new members. */
  boundBytes(chunkNo: number, newMembers: number): number {
    const held = this.#byChunk.get(chunkNo)
    if (held instanceof Uint32Array) return 0
    return Math.min(CHUNK_WORDS * 4, 2 * ((held?.length ?? 0) + newMembers))
  }

  #changeBitset(chunkNo: number, held: Uint32Array, { rows, members }: Change): void {
    this.#count -= clearBits(held, rows)
    this.#count += setBits(held, members)
    const count = countBits(held)
    if (count > SORTED_AGAIN) return
    listMembers(held, this.#pool.locals)
    this.#replace(chunkNo, held, count)
  }

  #changeSorted(chunkNo: number, held: Uint16Array, change: Change): void {
    const { locals } = this.#pool
    const count = changeSorted(held, change, locals)
    this.#count += count - held.length
    if (count !== held.length || !startsWith(locals, held)) this.#replace(chunkNo, held, count)
  }

  /** Holds the first `count` places of the pool's list instead of `held`. */
  #replace(chunkNo: number, held: Members, count: number): void {
    const places = this.#pool.locals.subarray(0, count)
    if (count === 0) this.#byChunk.delete(chunkNo)
    else this.#byChunk.set(chunkNo, count > SORTED_MAX ? this.#toBitset(places) : this.#toSorted(places))
    if (held !== NOBODY) this.#arena.free(held)
  }

  #toBitset(places: Uint16Array): Uint32Array {
    const bitset = this.#arena.u32(CHUNK_WORDS)
    setBits(bitset, places)
    return bitset
  }

  #toSorted(places: Uint16Array): Uint16Array {
    const sorted = this.#arena.u16(places.length)
    sorted.set(places)
    return sorted
  }
}
