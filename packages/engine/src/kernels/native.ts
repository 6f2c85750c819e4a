import { readFileSync } from 'node:fs'

/** An array that a kernel can be given. */
export type KernelArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** The kernels as packages/engine/kernels exports them. Places are in bytes, lengths in words, rows or places. */
type Native = {
  openArena(): number
  take(arena: number, sizeBytes: number): number
  give(at: number): void
  release(arena: number): void
  andInto(target: number, other: number, words: number): void
  orInto(target: number, other: number, words: number): void
  andNotInto(target: number, other: number, words: number): void
  countBits(at: number, words: number): number
  isZero(at: number, words: number): number
  listBits(at: number, words: number, locals: number): number
  setPlaces(at: number, locals: number, count: number): void
  copyTo(target: number, source: number, sizeBytes: number): void
  fillWith(target: number, byte: number, sizeBytes: number): void
  keepAllowed8(words: number, codes: number, rows: number, allowed: number): void
  keepAllowed16(words: number, codes: number, rows: number, allowed: number): void
  keepAllowed32(words: number, codes: number, rows: number, allowed: number): void
  keepFew8(words: number, codes: number, rows: number, few: number, count: number): void
  keepFew16(words: number, codes: number, rows: number, few: number, count: number): void
  keepFew32(words: number, codes: number, rows: number, few: number, count: number): void
  keepAllowedFrom(words: number, values: number, rows: number, from: number, span: number, allowed: number): void
  keepBetween32(words: number, values: number, rows: number, from: number, span: number): void
  keepBetweenF64(words: number, values: number, rows: number, from: number, to: number): void
  markTexts(...page: number[]): void
  markSimilar(...page: number[]): void
  markRows(rows: number, locals: number, kept: number, words: number): void
  countRows(counts: number, locals: number, kept: number, words: number): void
  markBetween(found: number, entries: number, values: number, count: number, from: number, to: number): void
  edgeTimes(times: number, locals: number, at: number, kept: number, words: number, isLast: number): void
  foldNumbers(...block: number[]): number
  fillU32(at: number, value: number, count: number): void
  fillF64(at: number, value: number, count: number): void
}

/** The types of Node and of JavaScript leave it out. */
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number; shared: boolean }) => { readonly buffer: SharedArrayBuffer }
  Module: new (binary: Uint8Array) => object
  Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

const INITIAL_PAGES = 16
/** 4 GiB, as much as 32 bits can address; a page has 64 KiB. */
const MAX_PAGES = 65_536

/*
 * The one memory of this thread. A worker has one shard, so this is the shard's memory; shards in the main thread (tests,
 * tools) share it.
 *
 * It is declared shared although no other thread ever gets it, because a shared memory grows without detaching the arrays
 * that look into it. Weighed against it: an unshared one of its full size from the start (its pages, too, are only taken
 * when touched) fails where address space or commit is limited (`ulimit -v`, Windows) and counts 3.5 GiB as external
 * memory of V8; making all arrays anew after growth puts an indirection before each of them. The price of `shared` is
 * that JavaScript's own `set` and `fill` are 4 to 7 times slower (0.7 µs for 8 KiB), so hot loops use kernels for them.
 */
const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAX_PAGES, shared: true })

const binary = readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), {
  env: {
    memory,
    abort() {
      throw new Error('A kernel gave up.')
    },
  },
})

// why: WebAssembly exports have no types; a test rebuilds them from the sources that have these signatures.
const typed = exports as Native

/** The compiled kernels, which know places in this thread's memory and nothing of arrays. */
export const native = typed

/** Growing makes a new buffer over the same memory; arrays over the older ones stay what they are. */
const buffers = new Set<ArrayBufferLike>()
let latest: ArrayBufferLike = memory.buffer
buffers.add(latest)

/** The memory as it is now, to make arrays over. */
export function kernelBuffer(): ArrayBufferLike {
  const now = memory.buffer
  if (now !== latest) buffers.add(now)
  latest = now
  return now
}

/** Whether kernels can use the array where it is. */
function isLent({ buffer }: KernelArray): boolean {
  return buffer === latest || buffers.has(buffer)
}

/**
 * The place of an array for a kernel to read. An array from elsewhere is copied into `slot`, where it stays until the
 * slot is used again; each argument of a kernel has a slot of its own.
 */
export function lend(array: KernelArray, slot: number): number {
  if (isLent(array)) return array.byteOffset
  const at = room(array.byteLength, slot)
  copyOf(array, at).set(array)
  return at
}

/** The same for a table that is never changed, which is copied once for many calls in a row. */
export function lendTable(table: Uint32Array): number {
  if (isLent(table)) return table.byteOffset
  if (table !== latestTable) {
    latestTableAt = lend(table, TABLE_SLOT)
    latestTable = table
  }
  return latestTableAt
}

const TABLE_SLOT = 7
let latestTable: Uint32Array | undefined
let latestTableAt = 0

/** A place for a kernel to write a whole array to. */
export function lendEmpty(array: KernelArray, slot: number): number {
  return isLent(array) ? array.byteOffset : room(array.byteLength, slot)
}

/** Ends a loan to a kernel that wrote: an array from elsewhere gets its new content, or the first `length` of it. */
export function giveBack(array: KernelArray, at: number, length = array.length): void {
  if (!isLent(array)) array.set(copyOf(array, at).subarray(0, length))
}

type Slot = { at: number; sizeBytes: number }
const slots: (Slot | undefined)[] = []
const slotArena = native.openArena()

function room(sizeBytes: number, slot: number): number {
  const held = slots[slot]
  if (held !== undefined && held.sizeBytes >= sizeBytes) return held.at
  if (held !== undefined) native.give(held.at)
  const roomBytes = Math.max(SLOT_BYTES, 2 * sizeBytes)
  const at = native.take(slotArena, roomBytes) >>> 0
  slots[slot] = { at, sizeBytes: roomBytes }
  return at
}

/** A bitset over a chunk. */
const SLOT_BYTES = 8_192

function copyOf(array: KernelArray, at: number): KernelArray {
  const buffer = kernelBuffer()
  if (array instanceof Uint8Array) return new Uint8Array(buffer, at, array.length)
  if (array instanceof Uint16Array) return new Uint16Array(buffer, at, array.length)
  if (array instanceof Uint32Array) return new Uint32Array(buffer, at, array.length)
  if (array instanceof Int32Array) return new Int32Array(buffer, at, array.length)
  return new Float64Array(buffer, at, array.length)
}
