/** A 32-bit checksum of whole words: FNV-1a, word by word, so that a change of any one word always shows. */
export function checksum(words: Uint32Array): number {
  let hash = 0x811c9dc5 ^ words.length
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
