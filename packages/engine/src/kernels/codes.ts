/** A chunk of dictionary codes, in the smallest width that holds them; 0 is missing. */
export type CodeArray = Uint8Array | Uint16Array | Uint32Array

/**
 * Keeps in `words` the rows whose code is allowed by `table` (code → 0 or 1); rows past the end of `codes` are missing.
 *
 * One copy of the loop per width, because V8 compiles a loop that has met two kinds of array 2 to 3 times slower.
 */
export function keepAllowed(words: Uint32Array, codes: CodeArray, table: Uint8Array): void {
  if (codes instanceof Uint8Array) keepAllowedU8(words, codes, table)
  else if (codes instanceof Uint16Array) keepAllowedU16(words, codes, table)
  else keepAllowedU32(words, codes, table)
  words.fill(0, codes.length >>> 5)
}

function keepAllowedU8(words: Uint32Array, codes: Uint8Array, table: Uint8Array): void {
  for (let w = 0; w < codes.length >>> 5; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 28; i >= 0; i -= 4) {
      const p = (w << 5) + i
      bits =
        (bits << 4) |
        (table[codes[p + 3]] << 3) |
        (table[codes[p + 2]] << 2) |
        (table[codes[p + 1]] << 1) |
        table[codes[p]]
    }
    words[w] &= bits
  }
}

function keepAllowedU16(words: Uint32Array, codes: Uint16Array, table: Uint8Array): void {
  for (let w = 0; w < codes.length >>> 5; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 28; i >= 0; i -= 4) {
      const p = (w << 5) + i
      bits =
        (bits << 4) |
        (table[codes[p + 3]] << 3) |
        (table[codes[p + 2]] << 2) |
        (table[codes[p + 1]] << 1) |
        table[codes[p]]
    }
    words[w] &= bits
  }
}

function keepAllowedU32(words: Uint32Array, codes: Uint32Array, table: Uint8Array): void {
  for (let w = 0; w < codes.length >>> 5; w++) {
    if (words[w] === 0) continue
    let bits = 0
    for (let i = 28; i >= 0; i -= 4) {
      const p = (w << 5) + i
      bits =
        (bits << 4) |
        (table[codes[p + 3]] << 3) |
        (table[codes[p + 2]] << 2) |
        (table[codes[p + 1]] << 1) |
        table[codes[p]]
    }
    words[w] &= bits
  }
}
