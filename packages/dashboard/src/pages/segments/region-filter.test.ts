import { describe, expect, it } from 'vitest'
import { regionFilter } from './region-filter.ts'

const write = (segment: string) => ({ type: 'x', segment })

describe('the rule of a region', () => {
  it('asks for each segment that it is in, and for none of the others', () => {
    expect(regionFilter(['a', 'c'], { all: ['a', 'b', 'c'], write })).toEqual({
      match: 'all',
      conditions: [write('a'), write('c'), { match: 'none', conditions: [write('b')] }],
    })
  })

  it('excludes nothing where nothing is left', () => {
    expect(regionFilter(['a', 'b'], { all: ['a', 'b'], write }).conditions).toEqual([write('a'), write('b')])
  })
})
