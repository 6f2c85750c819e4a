import { CHUNK_ROWS, CHUNK_WORDS } from '../chunk.ts'
import { countBits } from '../kernels/bits.ts'
import { findMembers, type Members, orMembers } from '../kernels/members.ts'
import type { ByteReader } from './byte-reader.ts'
import { CorruptBitmapError } from './corrupt-bitmap-error.ts'

/*
 * A chunk's rows: a kind (u8), how many entries there are minus one (u16), the entries. The shortest kind is written.
 *
 *   1 places: u16 each, ascending
 *   2 bits:   2,048 words (u32); the entries are the bits that are set
 *   3 runs:   first place (u16) and length minus one (u16) each, ascending, with a gap between them
 */
const PLACES = 1
const BITS = 2
const RUNS = 3
const HEAD_BYTES = 3

/** The bytes of a chunk's rows, which are given in both forms; there is at least one. */
export function toChunkBytes(members: Members, places: Uint16Array): Uint8Array {
  const runs = toRuns(places)
  const shortest = Math.min(places.length * 2, CHUNK_WORDS * 4, runs.length * 2)
  if (shortest === runs.length * 2) return toBytes(RUNS, runs.length / 2, runs)
  if (shortest === places.length * 2) return toBytes(PLACES, places.length, places)
  const words = new Uint32Array(CHUNK_WORDS)
  orMembers(words, members)
  return toBytes(BITS, places.length, toHalves(words))
}

/** The next chunk's rows; throws CorruptBitmapError. */
export function parseChunk(reader: ByteReader): Members {
  const kind = reader.u8()
  const entries = reader.u16() + 1
  const words = new Uint32Array(CHUNK_WORDS)
  if (kind === PLACES) readPlaces(reader, entries, words)
  else if (kind === BITS) readBits(reader, entries, words)
  else if (kind === RUNS) readRuns(reader, entries, words)
  else throw new CorruptBitmapError(`${kind} is not a kind of chunk`)
  const members = findMembers(words, new Uint16Array(CHUNK_ROWS))
  if (members === undefined) throw new CorruptBitmapError('a chunk has no rows')
  return members
}

/** First places and lengths minus one of the runs in ascending places, alternating. */
function toRuns(places: Uint16Array): Uint16Array {
  const runs: number[] = []
  for (let i = 0; i < places.length; i++) {
    if (i > 0 && places[i] === places[i - 1] + 1) runs[runs.length - 1]++
    else runs.push(places[i], 0)
  }
  return Uint16Array.from(runs)
}

function toHalves(words: Uint32Array): Uint16Array {
  const halves = new Uint16Array(words.length * 2)
  words.forEach((word, at) => {
    halves[2 * at] = word & 0xffff
    halves[2 * at + 1] = word >>> 16
  })
  return halves
}

function toBytes(kind: number, entries: number, halves: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + halves.length * 2)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, kind)
  view.setUint16(1, entries - 1, true)
  for (let i = 0; i < halves.length; i++) view.setUint16(HEAD_BYTES + 2 * i, halves[i], true)
  return bytes
}

function readPlaces(reader: ByteReader, entries: number, words: Uint32Array): void {
  for (let i = 0, last = -1; i < entries; i++) {
    const place = reader.u16()
    if (place <= last) throw new CorruptBitmapError('places are out of order')
    words[place >>> 5] |= 1 << (place & 31)
    last = place
  }
}

function readBits(reader: ByteReader, entries: number, words: Uint32Array): void {
  for (let w = 0; w < CHUNK_WORDS; w++) words[w] = reader.u32()
  if (countBits(words) !== entries) throw new CorruptBitmapError('a chunk does not have as many rows as it says')
}

function readRuns(reader: ByteReader, entries: number, words: Uint32Array): void {
  for (let i = 0, last = -2; i < entries; i++) {
    const first = reader.u16()
    const end = first + reader.u16() + 1
    if (first <= last + 1 || end > CHUNK_ROWS) throw new CorruptBitmapError('runs are out of order')
    for (let place = first; place < end; place++) words[place >>> 5] |= 1 << (place & 31)
    last = end - 1
  }
}
