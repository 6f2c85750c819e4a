import type { Filter } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { onlyByTag, segmentFilter, withoutCondition } from './segment-filter.ts'

const status = { type: 'status', op: 'is', values: ['subscribed'] }
const lost = { type: 'lost', op: 'is', value: true }
const tag = { type: 'tag', op: 'has_any', tags: ['tag_1'] }
const one: Filter = { match: 'all', conditions: [status] }
const two: Filter = { match: 'all', conditions: [status, lost] }
const none: Filter = { match: 'none', conditions: [status] }

describe('the rule of a segment made of a list', () => {
  it('is its filter, or its tag besides', () => {
    expect(segmentFilter({ filters: two })).toBe(two)
    expect(segmentFilter({ filters: one, includedTag: 'tag_1' })).toEqual({ match: 'any', conditions: [status, tag] })
    expect(segmentFilter({ filters: two, includedTag: 'tag_1' })).toEqual({ match: 'any', conditions: [two, tag] })
    expect(segmentFilter({ filters: none, includedTag: 'tag_1' })).toEqual({ match: 'any', conditions: [none, tag] })
  })

  it('stays everyone when the list is everyone', () => {
    const everyone: Filter = { match: 'all', conditions: [] }
    expect(segmentFilter({ filters: everyone, includedTag: 'tag_1' })).toBe(everyone)
  })
})

describe('the people whom only the tag brings', () => {
  it('have it and do not match', () => {
    const out = { match: 'none', conditions: [two] }
    expect(onlyByTag(two, 'tag_1')).toEqual({ match: 'all', conditions: [tag, out] })
  })
})

describe('a looser filter', () => {
  it('lacks one condition', () => {
    expect(withoutCondition(two, 0)).toEqual({ match: 'all', conditions: [lost] })
  })
})
