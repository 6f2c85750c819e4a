import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { lowerFilter } from './lower.ts'
import { parseFilter } from './parse.ts'

const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})
const city = (...values: string[]) => ({ is: 'text', column: 'fields.city', at: 'equal', any: values })

function lowered(input: unknown, timezone = 'UTC') {
  const catalog = { ...EXAMPLE_CATALOG, timezone }
  const parsed = parseFilter(input, catalog)
  if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
  return lowerFilter(parsed.filter, { now: 0, catalog })
}

describe('lowerFilter', () => {
  it.each([
    [{}, { is: 'constant', value: true }],
    [{ conditions: [field('city', 'is', 'Jakarta', 'JAKARTA', 'Ber LIN')] }, city('jakarta', 'ber lin')],
    [{ conditions: [field('city', 'is_not', 'a')] }, { is: 'not', of: city('a') }],
    [{ conditions: [field('city', 'is_empty')] }, { is: 'not', of: { is: 'present', column: 'fields.city' } }],
    [{ conditions: [{ type: 'tag', op: 'has_any', tags: ['VIP'] }] }, { is: 'set', set: 'tag:tag_vip' }],
    [{ conditions: [field('language', 'is', 'en')] }, { is: 'codes', column: 'language', any: ['en'] }],
    [{ conditions: [field('country', 'is', 'uk')] }, { is: 'codes', column: 'country', any: ['GB'] }],
    [{ conditions: [field('vip', 'is_false')] }, { is: 'codes', column: 'fields.vip', any: ['false'] }],
    [{ match: 'none', conditions: [field('city', 'is_not', 'a')] }, city('a')],
    [
      { match: 'none', conditions: [field('city', 'is', 'a'), field('city', 'is', 'b')] },
      { is: 'not', of: { is: 'any', of: [city('a'), city('b')] } },
    ],
    [
      {
        conditions: [
          field('city', 'is', 'a'),
          { conditions: [field('city', 'is', 'b'), { match: 'any', conditions: [field('city', 'is', 'c')] }] },
        ],
      },
      { is: 'all', of: [city('a'), city('b'), city('c')] },
    ],
  ])('makes of %j %j', (input, expected) => expect(lowered(input)).toEqual(expected))

  it('takes a bare date on an instant field as the whole day of the project, 23 hours where clocks go forward', () => {
    const from = Date.parse('2026-03-28T23:00:00Z') / 1_000
    const end = Date.parse('2026-03-29T22:00:00Z') / 1_000
    const of = (op: string, ...values: string[]) =>
      lowered({ conditions: [field('createdAt', op, ...values)] }, 'Europe/Berlin')
    const range = (bounds: object) => ({ is: 'range', column: 'createdAt', ...bounds })
    const [first, afterLast] = [{ value: from }, { value: end, open: true }]
    expect(of('before', '2026-03-29')).toEqual(range({ to: { value: from, open: true } }))
    expect(of('after', '2026-03-29')).toEqual(range({ from: { value: end } }))
    expect(of('on', '2026-03-29')).toEqual(range({ from: first, to: afterLast }))
    expect(of('between', '2026-03-29', '2026-03-29')).toEqual(range({ from: first, to: afterLast }))
    expect(of('between', '2026-03-29', '2026-03-29T12:00:00Z')).toEqual(
      range({ from: first, to: { value: Date.parse('2026-03-29T12:00:01Z') / 1_000, open: true } }),
    )
  })

  it('is plain data', () => {
    const lowering = lowered({ conditions: [field('ltv', 'between', 1, 2), field('birthday', 'before', '2000-01-01')] })
    expect(JSON.parse(JSON.stringify(lowering))).toEqual(lowering)
  })

  it('stops loudly at a condition that this project cannot have stored', () => {
    const filter = { match: 'all' as const, conditions: [field('gone', 'is', 'a')] }
    expect(() => lowerFilter(filter, { now: 0, catalog: EXAMPLE_CATALOG })).toThrow(/can have stored .*"gone"/)
  })
})
