import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { findOutage } from './find-outage.ts'

const ofState = (code: string) => Object.assign(new DatabaseError('said by PostgreSQL', 0, 'error'), { code })
const ofSystem = (code: string, syscall = 'connect') =>
  Object.assign(new Error(`${syscall} ${code}`), { code, syscall })

it.each([
  [ofState('57P01'), 'is shutting down or starting'],
  [ofState('57P03'), 'is shutting down or starting'],
  [ofState('53300'), 'takes no more connections'],
  [ofState('53100'), 'has no room left on its disk'],
  [ofState('08006'), 'does not answer'],
  [ofSystem('ECONNREFUSED'), 'does not answer'],
  [ofSystem('ENOENT'), 'does not answer'],
  [Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'does not answer'],
  [new Error('Connection terminated unexpectedly'), 'does not answer'],
  // What is our own mistake stays one.
  [ofState('57014'), undefined],
  [ofState('42703'), undefined],
  [ofSystem('ENOENT', 'open'), undefined],
  [new Error('The Connection terminated'), undefined],
  ['ECONNREFUSED', undefined],
])('finds in %s: %s', (error, expected) => {
  expect(findOutage(error)).toBe(expected)
})
