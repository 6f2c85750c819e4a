import { CHUNK_ROWS } from '../chunk.ts'
import { listMembers, type Members } from '../kernels/members.ts'
import { ByteReader } from './byte-reader.ts'
import { parseChunk, toChunkBytes } from './chunk-format.ts'
import { CorruptBitmapError } from './corrupt-bitmap-error.ts'

/*
 * The format, version 1, all integers little-endian:
 *
 *   'RCB' and the version (4 bytes)
 *   how many chunks (u32)
 *   each chunk that has rows, ascending: its number (u16), then its rows as in chunk-format.ts
 *   a checksum of all that is before (u32, FNV-1a)
 */
const MAGIC = [0x52, 0x43, 0x42, 1]
const HEAD_BYTES = 8
const TAIL_BYTES = 4

/** The bytes of a bitmap whose chunks are given in ascending order. */
export function toBitmapBytes(chunks: ReadonlyMap<number, Members>): Uint8Array {
  const locals = new Uint16Array(CHUNK_ROWS)
  const parts = [...chunks].map(([chunkNo, members]) => {
    return { chunkNo, bytes: toChunkBytes(members, locals.subarray(0, listMembers(members, locals))) }
  })
  const sizeBytes = parts.reduce((sum, part) => sum + 2 + part.bytes.length, HEAD_BYTES + TAIL_BYTES)
  const bytes = new Uint8Array(sizeBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(MAGIC)
  view.setUint32(4, parts.length, true)
  let at = HEAD_BYTES
  for (const part of parts) {
    view.setUint16(at, part.chunkNo, true)
    bytes.set(part.bytes, at + 2)
    at += 2 + part.bytes.length
  }
  view.setUint32(at, checksum(bytes, at), true)
  return bytes
}

/** The chunks of a bitmap; throws CorruptBitmapError when a byte is not as it was written. */
export function parseBitmap(bytes: Uint8Array): Map<number, Members> {
  const end = bytes.length - TAIL_BYTES
  if (end < HEAD_BYTES) throw new CorruptBitmapError('they end too early')
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) throw new CorruptBitmapError('they do not start like one')
  if (new ByteReader(bytes, end, bytes.length).u32() !== checksum(bytes, end)) {
    throw new CorruptBitmapError('their checksum is wrong')
  }
  const reader = new ByteReader(bytes, MAGIC.length, end)
  const chunks = new Map<number, Members>()
  let lastChunkNo = -1
  for (let left = reader.u32(); left > 0; left--) {
    const chunkNo = reader.u16()
    if (chunkNo <= lastChunkNo) throw new CorruptBitmapError('their chunks are out of order')
    chunks.set(chunkNo, parseChunk(reader))
    lastChunkNo = chunkNo
  }
  if (!reader.isAtEnd) throw new CorruptBitmapError('they go on after their end')
  return chunks
}

function checksum(bytes: Uint8Array, end: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  return hash >>> 0
}
