import { describe, expect, it } from 'vitest'
import { usesOfSegments } from './segment-uses.ts'

const asks = (segment: string) => ({
  match: 'all',
  conditions: [{ match: 'none', conditions: [{ type: 'x', segment }] }],
})

describe('where a segment is used', () => {
  it('finds campaigns by either side of their audience, and rules however deep, each once', () => {
    const uses = usesOfSegments({
      campaigns: [
        {
          id: 'c1',
          name: 'News',
          audience: { include: { segments: ['s1'], filters: asks('s1') }, exclude: { segments: ['s2'] } },
        },
        { id: 'c2', name: 'To all', audience: { include: {} } },
      ],
      segments: [
        { id: 's3', name: 'Of s1', filters: asks('s1') },
        { id: 's4', name: 'By hand', filters: null },
      ],
      views: [{ id: 'v1', name: 'Mine', filters: asks('s2') }],
    })
    expect(uses.get('s1')).toEqual([
      { kind: 'campaign', id: 'c1', name: 'News' },
      { kind: 'segment', id: 's3', name: 'Of s1' },
    ])
    expect(uses.get('s2')?.map(({ kind }) => kind)).toEqual(['campaign', 'view'])
    expect(uses.get('s3')).toBeUndefined()
  })
})
