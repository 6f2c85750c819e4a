const MASK = (1n << 64n) - 1n
const P1 = 0x9e3779b185ebca87n
const P2 = 0xc2b2ae3d27d4eb4fn
const P3 = 0x165667b19e3779f9n
const P4 = 0x85ebca77c2b2ae63n
const P5 = 0x27d4eb2f165667c5n

/** xxHash64 with seed 0, step by step from its specification. */
export function xxHash64(bytes: Uint8Array): bigint {
  const at = (place: number, size: number): bigint => {
    let value = 0n
    for (let index = size - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(bytes[place + index] ?? 0)
    return value
  }
  let place = 0
  let hash = P5
  if (bytes.length >= 32) {
    const lanes = [wrap(P1 + P2), P2, 0n, wrap(-P1)]
    for (; place + 32 <= bytes.length; place += 32)
      for (let lane = 0; lane < 4; lane += 1) lanes[lane] = round(lanes[lane] ?? 0n, at(place + lane * 8, 8))
    hash = wrap(lanes.reduce((sum, lane, index) => sum + turn(lane, [1n, 7n, 12n, 18n][index] ?? 0n), 0n))
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * P1 + P4)
  }
  hash = wrap(hash + BigInt(bytes.length))
  for (; place + 8 <= bytes.length; place += 8) hash = wrap(turn(hash ^ round(0n, at(place, 8)), 27n) * P1 + P4)
  for (; place + 4 <= bytes.length; place += 4) hash = wrap(turn(hash ^ wrap(at(place, 4) * P1), 23n) * P2 + P3)
  for (; place < bytes.length; place += 1) hash = wrap(turn(hash ^ wrap(at(place, 1) * P5), 11n) * P1)
  hash = wrap((hash ^ (hash >> 33n)) * P2)
  hash = wrap((hash ^ (hash >> 29n)) * P3)
  return hash ^ (hash >> 32n)
}

function wrap(value: bigint): bigint {
  return value & MASK
}

function turn(value: bigint, bits: bigint): bigint {
  return wrap((value << bits) | (wrap(value) >> (64n - bits)))
}

function round(lane: bigint, input: bigint): bigint {
  return wrap(turn(wrap(lane + input * P2), 31n) * P1)
}

/** The 16 bytes that an id's 26 letters of Crockford base 32 encode. */
export function idBytes(id: string): Uint8Array {
  const letters = id.slice(id.lastIndexOf('_') + 1)
  let value = 0n
  for (const letter of letters) value = value * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(letter))
  const bytes = new Uint8Array(16)
  for (let index = 15; index >= 0; index -= 1, value >>= 8n) bytes[index] = Number(value & 255n)
  return bytes
}

/** 0–9,999: which ten-thousandth of everybody a contact belongs to under a salt. */
export function bucketOf(salt: string, id: Uint8Array): number {
  const hash = xxHash64(new Uint8Array([...new TextEncoder().encode(salt), 0, ...id]))
  return Number(((hash >> 32n) * 10_000n) >> 32n)
}
