/** Sets `target` to its intersection with `other`. */
export function andInto(target: Uint32Array, other: Uint32Array): void {
  for (let w = 0; w < target.length; w++) target[w] &= other[w]
}

/** Adds the rows of `other` to `target`. */
export function orInto(target: Uint32Array, other: Uint32Array): void {
  for (let w = 0; w < target.length; w++) target[w] |= other[w]
}

/** Takes the rows of `other` out of `target`. */
export function andNotInto(target: Uint32Array, other: Uint32Array): void {
  for (let w = 0; w < target.length; w++) target[w] &= ~other[w]
}

/** How many bits are set. */
export function countBits(words: Uint32Array): number {
  let total = 0
  for (let w = 0; w < words.length; w++) {
    let v = words[w]
    v -= (v >>> 1) & 0x55555555
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
    total += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return total
}

/** Whether no bit is set. */
export function isZero(words: Uint32Array): boolean {
  for (let w = 0; w < words.length; w++) if (words[w] !== 0) return false
  return true
}

/** Writes the places of the set bits, ascending, to `locals` and answers how many there are. */
export function listBits(words: Uint32Array, locals: Uint16Array): number {
  let count = 0
  for (let w = 0; w < words.length; w++) {
    const base = w << 5
    for (let v = words[w]; v !== 0; v &= v - 1) locals[count++] = base + 31 - Math.clz32(v & -v)
  }
  return count
}

/** Whether the row at `local` is in the bitset. */
export function hasBit(words: Uint32Array, local: number): boolean {
  return ((words[local >>> 5] >>> (local & 31)) & 1) === 1
}

/** Puts the rows at `locals` into the bitset and answers how many were not in it before. */
export function setBits(words: Uint32Array, locals: Uint16Array): number {
  let added = 0
  for (let i = 0; i < locals.length; i++) {
    const word = locals[i] >>> 5
    const bit = locals[i] & 31
    added += ((words[word] >>> bit) & 1) ^ 1
    words[word] |= 1 << bit
  }
  return added
}

/** Takes the rows at `locals` out of the bitset and answers how many were in it before. */
export function clearBits(words: Uint32Array, locals: Uint16Array): number {
  let removed = 0
  for (let i = 0; i < locals.length; i++) {
    const word = locals[i] >>> 5
    const bit = locals[i] & 31
    removed += (words[word] >>> bit) & 1
    words[word] &= ~(1 << bit)
  }
  return removed
}
