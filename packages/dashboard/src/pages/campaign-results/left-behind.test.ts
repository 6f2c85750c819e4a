import { expect, it } from 'vitest'
import { leftBehind } from './left-behind.ts'

const none = { failed: 0, uncertain: 0, cancelled: 0, failedReasons: [] }
const gone = (count: number) => ({ reason: 'no_mailbox', detail: '', count })

it.each([
  [none, []],
  [{ ...none, failed: 3, failedReasons: [gone(3)] }, []],
  [{ ...none, failed: 5, failedReasons: [gone(3)], cancelled: 1 }, ['failed 2', 'cancelled 1']],
  [{ ...none, uncertain: 4 }, ['uncertain 4']],
])('%j', (results, left) => {
  expect(leftBehind(results).map(({ to, people }) => `${to} ${people}`)).toEqual(left)
})
