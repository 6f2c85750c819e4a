import { fold, reachedValues } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { randomProperties } from '../fixtures/random-entries.ts'
import { seeded } from '../fixtures/seeded.ts'
import { propertyCells } from './property-cells.ts'

const seed = Date.now() % 1_000_000

function reached(properties: unknown, path: string): unknown[] {
  return reachedValues(properties, path).map((value) => {
    if (typeof value === 'string') return fold(value.trim())
    return typeof value === 'object' ? null : value
  })
}

describe('propertyCells', () => {
  const cases: { properties: unknown }[] = [
    null,
    'text',
    [],
    {},
    { a: [[1, [2]], []], b: [{ a: 3 }, 4, { a: [{ a: ' X ' }] }], 'a.b': 5, '': { '': 6 } },
    JSON.parse('{"__proto__": {"x": 1}, "constructor": "c", "length": [true]}'),
    [{ a: 1 }, [{ a: 2 }], 3],
    ...Array.from({ length: 50 }, (_, at) => randomProperties(seeded(seed + at))),
  ].map((properties) => ({ properties }))
  it.each(cases)(`holds what every path reaches, and no other path ($properties, seed ${seed})`, ({ properties }) => {
    const cells = propertyCells(properties)
    const paths = new Set(cells.map(({ column }) => column.slice('properties.'.length)))
    for (const path of [
      ...paths,
      'a',
      'a.b',
      'b.a.a',
      'items',
      'items.sku',
      '',
      '.',
      '__proto__',
      'toString',
      'length',
    ]) {
      const held = cells.filter(({ column }) => column === `properties.${path}`).map(({ value }) => value)
      expect(held, path).toEqual(reached(properties, path))
    }
  })
})
