import { describe, expect, it } from 'vitest'
import { alternatives, shown, someAlternatives } from './shown.ts'

describe('shown', () => {
  const nested: unknown[] = []
  nested.push(nested)
  it.each([
    ['x', '"x"'],
    [12, '12'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an empty list'],
    [nested, 'a list'],
    [{ toString: 1 }, 'an object'],
    ['a'.repeat(1_000), `"${'a'.repeat(60)}…"`],
  ])('shows a value in few words', (value, expected) => {
    expect(shown(value)).toBe(expected)
  })
})

describe('alternatives', () => {
  it('reads as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(alternatives)).toEqual(['', 'a', 'a or b', 'a, b or c'])
  })

  it('says how many are left when there are many', () => {
    expect(someAlternatives(Array.from({ length: 40 }, (_, index) => `k${index}`))).toMatch(/^k0, .*k11 or 28 more$/)
  })
})
