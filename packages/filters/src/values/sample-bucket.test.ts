import { describe, expect, it } from 'vitest'
import { sampleBucket, xxHash64 } from './sample-bucket.ts'

const repeated = (byte: number) => new Uint8Array(16).fill(byte)

describe('sampleBucket', () => {
  // Fixed for ever: whoever is in a sample stays in it.
  it.each([
    ['holdout-2026', Uint8Array.from({ length: 16 }, (_, index) => index), 2893],
    ['holdout-2026', repeated(0), 3387],
    ['holdout-2026', repeated(255), 6866],
    ['größe', repeated(255), 9765],
  ])('under %s puts %j into %d', (salt, id, bucket) => expect(sampleBucket(salt, id)).toBe(bucket))
})

describe('xxHash64', () => {
  // From the test bench of the reference implementation (seed 0) and the well-known hash of nothing.
  it.each([
    ['', 0xef46db3751d8e999n],
    ['a', 0xd24ec4f1a98c6e5bn],
    ['as', 0x1c330fb2d66be179n],
    ['asd', 0x631c37ce72a97393n],
    ['asdf', 0x415872f599cea71en],
    ['Call me Ishmael. Some years ago--never mind how long precisely-', 0x02a2e85470d6fd96n],
  ])('of %j is known', (text, hash) => expect(xxHash64(new TextEncoder().encode(text))).toBe(hash))
})
