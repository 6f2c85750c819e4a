import { describe, expect, it } from 'vitest'
import { closest } from './closest.ts'

const OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'starts_with']

describe('closest', () => {
  it.each([
    ['containz', OPERATORS, 'contains'],
    ['startswith', OPERATORS, 'starts_with'],
    ['IsNot', OPERATORS, 'is_not'],
    ['first_name', ['lastName', 'firstName'], 'firstName'],
    ['ctiy', ['country', 'city'], 'city'],
    ['sounds_like', OPERATORS, undefined],
    ['as', OPERATORS, undefined],
    ['', OPERATORS, undefined],
  ])('finds for %j among %j what was most likely meant: %j', (word, candidates, expected) => {
    expect(closest(word, candidates)).toBe(expected)
  })

  it('looks at a bounded part of hostile input', () => {
    let asked = 0
    function* endless() {
      for (;;) yield `candidate ${asked++}`
    }
    expect(closest('x'.repeat(10_000_000), endless())).toBeUndefined()
    expect(asked).toBeLessThanOrEqual(1_001)
  })
})
