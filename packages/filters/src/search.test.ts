import { describe, expect, it } from 'vitest'
import { evaluateRow } from './row/evaluate-row.ts'
import { BLANK_ROW } from './row/row.ts'
import { searchLowering, searchText } from './search.ts'

function finds(q: string, parts: (string | null)[]): boolean {
  const lowering = searchLowering(q)
  if (!lowering) throw new Error('A blank search asks nothing.')
  const text = searchText(parts) || null
  return evaluateRow(lowering, { ...BLANK_ROW, value: () => text })
}

describe('the free search', () => {
  it.each([
    ['JOSE', ['José García', null], true],
    ['josé', ['Jose', null], true],
    ['garcia jo', ['José', 'García'], true],
    ['josé garcía', ['José', null], false],
    ['istanbul', ['İstanbul'], true],
    ['한국', ['한국어'], true],
    ['g', [null], false],
    ['nd', ['ann', 'dora'], false],
    ['50%', ['50 percent'], false],
  ])('for %j in %j answers %s', (q, parts, expected) => expect(finds(q, parts)).toBe(expected))

  it.each(['', ' \u3000\t', '\u0301'])('asks nothing with %j', (q) => expect(searchLowering(q)).toBeNull())
})
