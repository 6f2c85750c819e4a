import { expect, it } from 'vitest'
import { groupSimilarNames, listSimilarNames } from './similar-names.ts'

it.each([
  ['vip', 'VIP', true],
  ['Beta-Users', 'beta user', true],
  ['source:webinar', 'Source Webinar', true],
  ['companies', 'Company', true],
  ['boxes', 'box', true],
  ['Newsleter', 'Newsletter', true],
  ['Custmoer', 'Customer', true],
  ['Customxr', 'Customer', true],
  ['Größe', 'GRÖSSE', false],
  ['bass', 'bas', false],
  ['cat', 'car', false],
  ['Q1 2025', 'Q1 2026', false],
  ['Customer', 'Promoter', false],
  ['::', '--', false],
])('%j and %j: %j', (one, other, isSimilar) => {
  expect(listSimilarNames(one, [other]).length > 0).toBe(isSimilar)
  expect(groupSimilarNames([one, other]).length > 0).toBe(isSimilar)
})

it('groups many names at once, as asking for each would', () => {
  const names = Array.from({ length: 2_000 }, (_, n) => `tag ${n.toString(36)} of kind ${n % 7}`)
  const groups = groupSimilarNames([...names, 'VIP', 'vip', 'Vips', 'Newsletter', 'Newsleter'])
  expect(groups).toContainEqual(['VIP', 'vip', 'Vips'])
  expect(groups).toContainEqual(['Newsletter', 'Newsleter'])
  for (const group of groups) for (const name of group) expect(listSimilarNames(name, group).length).toBeGreaterThan(0)
})
