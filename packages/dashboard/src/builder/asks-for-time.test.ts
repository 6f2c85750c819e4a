import { expect, it } from 'vitest'
import { asksForTime } from './asks-for-time.ts'
import { catalogueOf } from './catalogue.ts'

const catalogue = catalogueOf({ fields: [], timezone: 'UTC' })

it.each<[object, boolean]>([
  [{ type: 'status', op: 'is', values: ['subscribed'] }, false],
  [{ type: 'field', field: 'createdAt', op: 'within', window: { last: '7d' } }, true],
  [{ type: 'event', op: 'did', name: 'login' }, false],
  [{ type: 'event', op: 'did', name: 'login', window: { last: '7d' } }, true],
  [{ match: 'none', conditions: [{ type: 'field', field: 'createdAt', op: 'before', value: '2026-01-01' }] }, true],
  [{ type: 'of a later version' }, false],
])('%j: %s', (node, isAsked) => {
  expect(asksForTime({ match: 'all', conditions: [node as never] }, catalogue)).toBe(isAsked)
})
