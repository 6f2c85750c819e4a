import { describe, expect, it } from 'vitest'
import { microText, microUnits } from './micro-units.ts'

describe('microUnits', () => {
  it.each<[value: number, units: bigint]>([
    [0.1, 100_000n],
    [5e-7, 1n],
    [-5e-7, -1n],
    [4.9e-7, 0n],
    [-0, 0n],
    [1.0000005, 1_000_001n],
    [-12.3456785, -12_345_679n],
    [1e305, BigInt(1e305) * 1_000_000n],
  ])('of %d', (value, units) => expect(microUnits(value)).toBe(units))
})

describe('microText', () => {
  it.each<[units: bigint, text: string]>([
    [0n, '0'],
    [300_000n, '0.3'],
    [-1n, '-0.000001'],
    [1_000_000n, '1'],
    [-12_345_678n, '-12.345678'],
  ])('of %d', (units, text) => expect(microText(units)).toBe(text))
})
