import { EVERYONE, type Filter } from '@rollcall/filters'
import { expect, it } from 'vitest'
import { excluding, narrowed } from './narrowed.ts'

const one = { type: 'x', values: ['1'] }
const two = { type: 'x', values: ['2'] }
const any: Filter = { match: 'any', conditions: [one, two] }

it.each<[string, Filter, Filter]>([
  ['everyone to those alone', EVERYONE, { match: 'all', conditions: [two] }],
  [
    'conditions that all hold by one more',
    { match: 'all', conditions: [one] },
    { match: 'all', conditions: [one, two] },
  ],
  ['alternatives as a whole', any, { match: 'all', conditions: [any, two] }],
])('narrows %s', (_, filter, narrower) => expect(narrowed(filter, [two])).toEqual(narrower))

it('excludes those who match, and has nothing to say of nobody', () => {
  expect(excluding(any)).toEqual([{ match: 'none', conditions: [any] }])
  expect(excluding(EVERYONE)).toEqual([])
})
