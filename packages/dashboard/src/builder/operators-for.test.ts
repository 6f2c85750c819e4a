import { expect, it } from 'vitest'
import { catalogueOf } from './catalogue.ts'
import { operatorsFor, valuesOf } from './operators-for.ts'

const { tests } = catalogueOf({ fields: [], timezone: 'UTC' })
const seen = { property: 'a', events: 1, values: [{ value: 5, events: 2 }] }

it.each(['number', 'text', 'boolean'] as const)('puts what suits a %s first and leaves nothing out', (type) => {
  const [first] = operatorsFor(tests, { ...seen, type })
  const own = { number: 'eq', text: 'is', boolean: 'is_true' }[type]
  expect(first?.id).toBe(own)
  expect(new Set(operatorsFor(tests, { ...seen, type }))).toEqual(new Set(tests.property))
})

it('keeps the usual order for what nobody has seen', () => {
  expect(operatorsFor(tests, undefined)).toBe(tests.property)
  expect(valuesOf(undefined)).toBe(undefined)
  expect(valuesOf({ ...seen, type: 'number' })).toEqual(new Map([['5', 2]]))
})
