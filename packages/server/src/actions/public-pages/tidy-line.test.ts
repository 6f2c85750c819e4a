import { expect, it } from 'vitest'
import { tidyLine } from './tidy-line.ts'

it.each([
  ['  Ada  ', 'Ada'],
  ['Ada\r\n\tLovelace\u0000', 'Ada Lovelace'],
  ['A\u030aa', '\u00c5a'],
  ['\ud83d broken', '\ufffd broken'],
  ['Ada 🧮', 'Ada 🧮'],
  ['\u0000\n', ''],
])('keeps %j as %j', (typed, kept) => {
  expect(tidyLine(typed)).toBe(kept)
})
