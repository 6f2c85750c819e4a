import { describe, expect, it } from 'vitest'
import { atInstant } from './at-instant.ts'
import { EXAMPLE_CATALOG } from './conditions/example-catalog.ts'
import { conditionTypes } from './conditions/index.ts'
import { lowerFilter } from './tree/lower.ts'
import { parseFilter } from './tree/parse.ts'

const catalog = { ...EXAMPLE_CATALOG, timezone: 'Europe/Berlin' }
// Clocks go back in between, and the year of most examples ends.
const [before, after] = [1_792_000_000, 1_830_000_000]

describe('atInstant', () => {
  it.each(conditionTypes.flatMap(({ id, examples }) => examples.map(([, keys]) => ({ type: id, ...keys }))))(
    'gives what lowering anew gives: %j',
    (condition) => {
      const parsed = parseFilter({ conditions: [condition] }, catalog)
      if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
      const [first, second] = [before, after].map((now) => lowerFilter(parsed.filter, { now, catalog }))
      if (!first || !second) throw new Error('There are two instants.')
      expect(atInstant(first, { now: after, timezone: catalog.timezone })).toEqual(second)
      expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    },
  )
})
