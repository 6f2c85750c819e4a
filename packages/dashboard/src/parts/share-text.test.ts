import { expect, it } from 'vitest'
import { shareText } from './share-text.ts'

it.each([
  [null, '—'],
  [0, '0 %'],
  [0.00001, '< 0.01 %'],
  [0.001, '0.1 %'],
  [0.00123, '0.12 %'],
  [0.12345, '12.3 %'],
  [1, '100 %'],
] as const)('says %s as %s', (share, text) => {
  expect(shareText(share)).toBe(text)
})
