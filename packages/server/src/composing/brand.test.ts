import { expect, it } from 'vitest'
import { inkOn } from './brand.ts'

it.each([
  ['#ffffff', '#10131a'],
  ['#000000', '#ffffff'],
  ['#1f5fd0', '#ffffff'],
  ['#ffcc00', '#10131a'],
  ['#777777', '#ffffff'],
  ['#FF0000', '#10131a'],
])('on %s one reads %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink)
})
