import { expect, it } from 'vitest'
import { describeFilter } from '../tree/describe.ts'
import { parseFilter } from '../tree/parse.ts'
import { starterFilters } from './starter-filters.ts'

const catalog = { timezone: 'UTC', fields: [], named: {} }

it.each(starterFilters.map((starter) => [starter.id, starter] as const))('%s is valid in any project', (_, starter) => {
  const parsed = parseFilter(starter.filters, catalog)
  expect('problems' in parsed ? parsed.problems : []).toEqual([])
  if ('filter' in parsed) expect(describeFilter(parsed.filter, catalog)).not.toBe('')
})

it('has a name and an id of its own for each', () => {
  expect(new Set(starterFilters.map(({ id }) => id)).size).toBe(starterFilters.length)
  expect(new Set(starterFilters.map(({ name }) => name)).size).toBe(starterFilters.length)
})
