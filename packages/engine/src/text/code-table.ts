import type { Arena } from '../memory/arena.ts'

/** A bucket splits rather than grow past this many slots (128 KiB), so growing never copies more than that. */
const SLOTS_MAX = 16_384
const SLOTS_MIN = 8

/** Slots use the other 16 bits of a hash. Past this depth (10^8 texts, or chosen collisions) buckets grow after all. */
const DEPTH_MAX = 16

/** Slots are pairs of hash and code in one array, open addressing; `depth` low hash bits are the same for all its entries. */
type Bucket = { slots: Uint32Array; used: number; depth: number }

/** From a hash to the codes that have it: an extendible hash table, which grows bucket by bucket. */
export class CodeTable {
  readonly #arena: Arena
  /** Indexed by the lowest `#depth` bits of a hash; several places may share a bucket. */
  #directory: Bucket[]
  #depth = 0
  #usedBytes = 0

  constructor(arena: Arena) {
    this.#arena = arena
    this.#directory = [this.#bucket(SLOTS_MIN, 0)]
  }

  /** The code with this hash for which `isIt` answers yes, or 0. */
  find(hash: number, isIt: (code: number) => boolean): number {
    const { slots } = this.#directory[this.#placeOf(hash)]
    for (let at = firstSlot(hash, slots); slots[at + 1] !== 0; at = nextSlot(at, slots)) {
      if (slots[at] === hash && isIt(slots[at + 1])) return slots[at + 1]
    }
    return 0
  }

  /** Adds a code that is not in the table. */
  add(hash: number, code: number): void {
    let bucket = this.#directory[this.#placeOf(hash)]
    // At most 3 of 4 slots are used: longer runs cost more than the memory is worth.
    while ((bucket.used + 1) * 8 > bucket.slots.length * 3) {
      this.#grow(bucket)
      bucket = this.#directory[this.#placeOf(hash)]
    }
    put(bucket, hash, code)
  }

  /** The most that adding so many codes can need. */
  boundBytes(newCodes: number): number {
    const everyBucketGrows = this.#usedBytes + newCodes * 32 + SLOTS_MIN * 8
    return Math.min(everyBucketGrows, newCodes * (SLOTS_MAX * 8 + 512))
  }

  #placeOf(hash: number): number {
    return hash & ((1 << this.#depth) - 1)
  }

  #grow(bucket: Bucket): void {
    const slotCount = bucket.slots.length / 2
    if (slotCount < SLOTS_MAX || bucket.depth === DEPTH_MAX)
      this.#replace(bucket, [this.#bucket(slotCount * 2, bucket.depth)])
    else {
      if (bucket.depth === this.#depth) {
        this.#directory = [...this.#directory, ...this.#directory]
        this.#depth++
      }
      this.#replace(bucket, [this.#bucket(SLOTS_MAX, bucket.depth + 1), this.#bucket(SLOTS_MAX, bucket.depth + 1)])
    }
  }

  #replace(bucket: Bucket, by: Bucket[]): void {
    const choose = (hash: number) => by[by.length === 1 ? 0 : (hash >>> bucket.depth) & 1]
    const { slots } = bucket
    for (let at = 0; at < slots.length; at += 2) {
      if (slots[at + 1] !== 0) put(choose(slots[at]), slots[at], slots[at + 1])
    }
    this.#directory.forEach((each, place) => {
      if (each === bucket) this.#directory[place] = choose(place)
    })
    this.#usedBytes -= slots.byteLength
    this.#arena.free(slots)
  }

  #bucket(slotCount: number, depth: number): Bucket {
    this.#usedBytes += slotCount * 8
    return { slots: this.#arena.u32(slotCount * 2), used: 0, depth }
  }
}

function put(bucket: Bucket, hash: number, code: number): void {
  const { slots } = bucket
  let at = firstSlot(hash, slots)
  while (slots[at + 1] !== 0) at = nextSlot(at, slots)
  slots[at] = hash
  slots[at + 1] = code
  bucket.used++
}

/** The directory uses the low bits of a hash, so slots use the high ones. */
function firstSlot(hash: number, slots: Uint32Array): number {
  return ((hash >>> 16) << 1) & (slots.length - 1)
}

function nextSlot(at: number, slots: Uint32Array): number {
  return (at + 2) & (slots.length - 1)
}
