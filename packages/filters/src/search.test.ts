import { describe, expect, it } from 'vitest'
import { evaluateRow } from './row/evaluate-row.ts'
import { BLANK_ROW } from './row/row.ts'
import { searchLowering, searchText, similarLowerings } from './search.ts'

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

describe('the search for similar people', () => {
  const similar = (q: string, parts: string[]) =>
    similarLowerings(q).map((lowering) => evaluateRow(lowering, { ...BLANK_ROW, value: () => searchText(parts) }))

  it.each([
    ['jonahtan', ['Jonathan'], [true, true]],
    ['smiht', ['Ada Smith'], [true]],
    ['Smíht', ['ada.smith@example.org'], [true]],
    ['jo smiht', ['Joe Smith'], [true]],
    ['jo smiht', ['Ada Smith'], [false]],
    ['shmtih', ['Smith'], [false]],
    ['jonatanh', ['Jonathan'], [false, true]],
    ['mithsmith', ['Johnsmithson'], [false, false]],
    ['(5551234567)', ['+5551243567'], [true, true]],
    ['ada@exmaple.com', ['ada@example.com'], [true, true]],
    ['anna dorra', ['Anna', 'Dora'], [true, true]],
    ['annna dorra', ['Anna', 'Dora'], [false, true]],
    ['anna dorra fernandaz', ['Anna', 'Dora', 'Hernandez'], [false, false, true]],
  ])('for %j in %j answers %j, the nearest first', (q, parts, expected) => expect(similar(q, parts)).toEqual(expected))

  it.each(['', 'jo', 'a b c', '(((ann)))', 'a'.repeat(63), 'anna bert carl dora emil fred gert'])(
    'allows no typo in %j',
    (q) => {
      expect(similarLowerings(q)).toEqual([])
    },
  )
})
