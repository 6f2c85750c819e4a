import { expect, it } from 'vitest'
import { meaningOfFormat, numberText } from './cell-format.ts'

it.each([
  [0, undefined, 'number'],
  [14, undefined, 'date'],
  [22, undefined, 'instant'],
  [20, undefined, 'time'],
  [164, 'yyyy-mm-dd', 'date'],
  [164, 'dd/mm/yyyy hh:mm:ss', 'instant'],
  [164, 'mmm-yy', 'date'],
  [164, 'mmmm', 'date'],
  [164, 'h:mm', 'time'],
  [164, '[h]:mm:ss', 'time'],
  [164, '[$-409]d-mmm-yyyy;@', 'date'],
  [164, '#,##0.00 "days"', 'number'],
  [164, '0.00E+00', 'number'],
  [164, '[Red]0.00', 'number'],
  [164, '0\\d', 'number'],
  [164, 'General', 'number'],
])('format %i %j means a %s', (id, code, meaning) => {
  expect(meaningOfFormat(id, code)).toBe(meaning)
})

it.each([
  [45_351, 'date', false, '2024-02-29'],
  [43_889, 'date', true, '2024-02-29'],
  [61, 'date', false, '1900-03-01'],
  [59, 'date', false, '1900-02-28'],
  [1, 'date', false, '1900-01-01'],
  [45_351.5, 'instant', false, '2024-02-29T12:00:00Z'],
  [45_351.999_999_99, 'instant', false, '2024-03-01T00:00:00Z'],
  [0.75, 'time', false, '18:00:00'],
  [0.1 + 0.2, 'number', false, '0.3'],
  [6_281_234_567_890, 'number', false, '6281234567890'],
  [1e21, 'number', false, '1000000000000000000000'],
] as const)('%d as a %s is %s', (value, meaning, is1904, text) => {
  expect(numberText(value, { meaning, is1904 })).toBe(text)
})
