/** Buckets that a share of everybody is made of: ten-thousandths, so that a percentage has two decimals. */
export const SAMPLE_BUCKETS = 10_000

/** The bucket, 0 to 9,999, of a contact under a salt: xxHash64 (seed 0) over the salt in UTF-8, a zero byte and the 16 bytes of the id. */
export function sampleBucket(salt: string, id: Uint8Array): number {
  const text = new TextEncoder().encode(salt)
  const bytes = new Uint8Array(text.length + 1 + id.length)
  bytes.set(text)
  bytes.set(id, text.length + 1)
  return Number(((xxHash64(bytes) >> 32n) * BigInt(SAMPLE_BUCKETS)) >> 32n)
}

// The names and numbers of the specification: https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md
const PRIME_1 = 0x9e3779b185ebca87n
const PRIME_2 = 0xc2b2ae3d27d4eb4fn
const PRIME_3 = 0x165667b19e3779f9n
const PRIME_4 = 0x85ebca77c2b2ae63n
const PRIME_5 = 0x27d4eb2f165667c5n
const STRIPE_BYTES = 32

/** xxHash64 with seed 0. */
export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const striped = bytes.length - (bytes.length % STRIPE_BYTES)
  const start = striped === 0 ? PRIME_5 : converged(view, striped)
  return avalanche(withRemainder(u64(start + BigInt(bytes.length)), view, striped))
}

function converged(view: DataView, end: number): bigint {
  let [a, b, c, d] = [u64(PRIME_1 + PRIME_2), PRIME_2, 0n, u64(-PRIME_1)]
  for (let at = 0; at < end; at += STRIPE_BYTES) {
    a = round(a, view.getBigUint64(at, true))
    b = round(b, view.getBigUint64(at + 8, true))
    c = round(c, view.getBigUint64(at + 16, true))
    d = round(d, view.getBigUint64(at + 24, true))
  }
  const sum = u64(rotated(a, 1n) + rotated(b, 7n) + rotated(c, 12n) + rotated(d, 18n))
  return [a, b, c, d].reduce((hash, lane) => u64((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4), sum)
}

function withRemainder(start: bigint, view: DataView, from: number): bigint {
  let hash = start
  let at = from
  for (; at + 8 <= view.byteLength; at += 8) {
    hash = u64(rotated(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * PRIME_1 + PRIME_4)
  }
  for (; at + 4 <= view.byteLength; at += 4) {
    hash = u64(rotated(hash ^ u64(BigInt(view.getUint32(at, true)) * PRIME_1), 23n) * PRIME_2 + PRIME_3)
  }
  for (; at < view.byteLength; at += 1) {
    hash = u64(rotated(hash ^ u64(BigInt(view.getUint8(at)) * PRIME_5), 11n) * PRIME_1)
  }
  return hash
}

function avalanche(hash: bigint): bigint {
  const once = u64((hash ^ (hash >> 33n)) * PRIME_2)
  const twice = u64((once ^ (once >> 29n)) * PRIME_3)
  return twice ^ (twice >> 32n)
}

function round(lane: bigint, input: bigint): bigint {
  return u64(rotated(u64(lane + input * PRIME_2), 31n) * PRIME_1)
}

function rotated(value: bigint, bits: bigint): bigint {
  return u64(value << bits) | (value >> (64n - bits))
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value)
}
