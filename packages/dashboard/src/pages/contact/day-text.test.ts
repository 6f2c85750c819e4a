import { expect, it } from 'vitest'
import { dayText } from './day-text.ts'

it.each([
  [new Date(2026, 2, 1, 0, 0), 'Today'],
  [new Date(2026, 1, 28, 23, 59), 'Yesterday'],
  [new Date(2026, 1, 27, 23, 59), 'Friday, 27 February 2026'],
  [new Date(2025, 2, 1, 12, 0), 'Saturday, 1 March 2025'],
])('calls the day of %s %s', (at, expected) => {
  expect(dayText(at.toISOString(), new Date(2026, 2, 1, 12, 0))).toBe(expected)
})
