import { expect, it } from 'vitest'
import type { Tag } from '../../api.ts'
import { prefixOf, restOf } from '../../parts/tag-prefix.ts'
import { groupTags } from './group-tags.ts'

const tag = (name: string): Tag => ({
  ...{ id: name, name, color: null, description: null, owner: null, contactCount: 0, firstUsedAt: null },
  ...{ lastUsedAt: null, useCount: 0, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
})

it('puts tags with the same beginning together, after those that stand alone', () => {
  const names = ['source:webinar', 'VIP', 'source: expo', 'stage:new', 'Sources']
  expect(groupTags(names.map(tag)).map(({ prefix, tags }) => [prefix, tags.map(({ name }) => name)])).toEqual([
    ['', ['VIP', 'stage:new', 'Sources']],
    ['source', ['source:webinar', 'source: expo']],
  ])
})

it.each([
  ['source:webinar', 'source', 'webinar'],
  ['source: expo', 'source', 'expo'],
  ['a:b:c', 'a', 'b:c'],
  ['nothing:', '', 'nothing:'],
  [':leading', '', ':leading'],
  ['plain', '', 'plain'],
])('%j begins with %j and goes on with %j', (name, prefix, rest) => {
  expect([prefixOf(name), restOf(name)]).toEqual([prefix, rest])
})
