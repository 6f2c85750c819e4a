import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG, EXAMPLE_NOW } from '../../packages/filters/src/conditions/example-catalog.ts'
import { columnsOf } from '../../packages/filters/src/fields/columns.ts'
import { conditions } from '../../packages/filters/src/registry.ts'
import { lowerFilter } from '../../packages/filters/src/tree/lower.ts'
import { lowerSegments } from '../../packages/filters/src/tree/lower-segments.ts'
import { parseFilter } from '../../packages/filters/src/tree/parse.ts'
import { interpreters } from './interpreters.ts'

const COLUMNS = columnsOf(EXAMPLE_CATALOG.fields)

describe.each(interpreters)('$name', ({ matches }) => {
  describe.each(conditions)('$id', ({ id, examples }) => {
    it.each(examples)('of %j asked %j is %s', async (contact, keys, expected) => {
      const parsed = parseFilter({ conditions: [{ type: id, ...keys }] }, EXAMPLE_CATALOG)
      if (!('filter' in parsed)) throw new Error(JSON.stringify(parsed))
      const context = { now: EXAMPLE_NOW, catalog: EXAMPLE_CATALOG }
      const asked = { lowering: lowerFilter(parsed.filter, context), segments: lowerSegments(parsed.filter, context) }
      expect(await matches(asked, COLUMNS, contact)).toBe(expected)
    })
  })
})

describe('the registry of conditions', () => {
  it('has each once', () => {
    expect(new Set(conditions.map(({ id }) => id)).size).toBe(conditions.length)
  })

  it('has for each a true, a false and a missing example', () => {
    const lacking = conditions.filter(({ examples }) => {
      const answers = examples.map(([, , answer]) => answer)
      const hasMissing = examples.some(([contact]) => Object.keys(contact).length === 0)
      return !answers.includes(true) || !answers.includes(false) || !hasMissing
    })
    expect(lacking.map(({ id }) => id)).toEqual([])
  })
})
