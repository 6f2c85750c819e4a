import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findDifference } from './compare.ts'
import { bucketOf } from './naive/sample.ts'
import { SEED } from './seed.ts'

const PAIRS = 2_000

describe('the oracle', () => {
  it(`agrees with row evaluation and explain about ${PAIRS} filters and contacts (ROLLCALL_SEED=${SEED})`, () => {
    console.log(`The oracle draws from ROLLCALL_SEED=${SEED}.`)
    for (let seed = SEED; seed < SEED + PAIRS; seed++) expect(findDifference(seed)).toBeUndefined()
  })

  it('shares no code with the product', () => {
    const folder = join(import.meta.dirname, 'naive')
    const imported = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:from |import |import\()'([^'\n]+)'/g)].map(
        ([, name]) => name,
      ),
    )
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => !/^\.\/[a-z-]+\.ts$/.test(name ?? ''))).toEqual([])
  })

  it('puts people into the shares that are fixed for ever', () => {
    const of = (byte: number) => new Uint8Array(16).fill(byte)
    expect(
      bucketOf(
        'holdout-2026',
        Uint8Array.from({ length: 16 }, (_, index) => index),
      ),
    ).toBe(2893)
    expect([of(0), of(255)].map((id) => bucketOf('holdout-2026', id))).toEqual([3387, 6866])
    expect(bucketOf('größe', of(255))).toBe(9765)
  })
})
