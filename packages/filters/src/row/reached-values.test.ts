import { describe, expect, it } from 'vitest'
import { reachedNumbers, reachedValues } from './reached-values.ts'

describe('reachedValues', () => {
  it.each<[properties: unknown, path: string, values: unknown[]]>([
    [{ a: 1 }, 'a', [1]],
    [{ a: { b: 'x' } }, 'a.b', ['x']],
    [{ a: [{ b: 1 }, { b: [2, null] }, 3, { c: 4 }] }, 'a.b', [1, 2]],
    [{ a: [1, ['x', [true]]] }, 'a', [1, 'x', true]],
    [{ 'a.b': 1 }, 'a.b', []],
    [{ a: 'x' }, 'a.length', []],
    [{ a: [1, 2] }, 'a.0', []],
    [{}, 'constructor', []],
    [JSON.parse('{"__proto__":{"a":1}}'), 'a', []],
    [JSON.parse('{"__proto__":{"a":1}}'), '__proto__.a', [1]],
    [{ a: null, b: ' ', c: [], d: '' }, 'a', []],
    [{ a: [null, ' '] }, 'a', []],
    [{ a: {} }, 'a', [{}]],
    [{ a: false }, 'a', [false]],
    [null, 'a', []],
    ['text', 'a', []],
  ])('of %j at %s are %j', (properties, path, values) => expect(reachedValues(properties, path)).toEqual(values))

  it('has the numbers among them', () => {
    expect(reachedNumbers({ items: [{ price: 1 }, { price: '2' }, { price: [3] }] }, 'items.price')).toEqual([1, 3])
  })
})
