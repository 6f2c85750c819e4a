import type { BuilderOperator } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { readTest, writeTest } from './value-test.ts'

const few: BuilderOperator = { id: 'few', label: 'is', input: 'numbers' }

describe('a test of a number', () => {
  it('reads what it wrote, one value or several', () => {
    for (const operand of [[0], [1, 2]]) {
      expect(readTest(writeTest(few, operand), [few])).toEqual({ operator: few, operand })
    }
    expect(writeTest(few, [3])).toEqual({ op: 'few', value: 3 })
    expect(writeTest(few, [])).toBeUndefined()
  })

  it('takes nothing to compare with where the comparison wants nothing', () => {
    const flag: BuilderOperator = { id: 'flag', label: 'is set', input: 'none' }
    expect(writeTest(flag, [])).toEqual({ op: 'flag' })
    expect(readTest({ op: 'flag' }, [flag])).toEqual({ operator: flag, operand: [] })
  })

  it.each([
    null,
    'few',
    {},
    { op: 'many', value: 1 },
    { op: 'few' },
    { op: 'few', value: { last: '1d' } },
    { op: 'few', value: 1, more: true },
    { op: 'few', value: 1, values: [2] },
  ])('does not pretend to show %j', (test) => expect(readTest(test, [few])).toBeUndefined())
})
