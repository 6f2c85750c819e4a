import { expect, it } from 'vitest'
import { problemOf } from './brake.ts'

it.each([
  [{ delivered: 0, bounced: 199, complained: 199 }, undefined],
  [{ delivered: 190, bounced: 10, complained: 0 }, undefined],
  [
    { delivered: 189, bounced: 11, complained: 0 },
    '11 of 200 messages bounced (5.5 %; mailbox providers tolerate 5 %)',
  ],
  [{ delivered: 1_000, bounced: 0, complained: 3 }, undefined],
  [{ delivered: 1_000, bounced: 0, complained: 4 }, '4 of 1000 messages were reported as spam (0.4 %;'],
])('%j: %s', (health, problem) => {
  if (problem === undefined) expect(problemOf(health)).toBeUndefined()
  else expect(problemOf(health)).toContain(problem)
})
