/** A 32-bit hash of `bytes[from, to)`: FNV-1a with the final mix of MurmurHash3, so that all its bits are usable. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Bytes `[from, to)` of an array. */
export type ByteSpan = { bytes: Uint8Array; from: number; to: number }

/** Below, at or above 0 as `a` sorts before, with or after `b`. UTF-8 bytes sort as their code points do. */
export function compareBytes(a: ByteSpan, b: ByteSpan): number {
  const shorter = Math.min(a.to - a.from, b.to - b.from)
  for (let i = 0; i < shorter; i++) {
    const difference = a.bytes[a.from + i] - b.bytes[b.from + i]
    if (difference !== 0) return difference
  }
  return a.to - a.from - (b.to - b.from)
}
