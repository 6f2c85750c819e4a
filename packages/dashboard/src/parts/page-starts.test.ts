import { describe, expect, it } from 'vitest'
import { type PageEnd, startsOf, startsWith } from './page-starts.ts'

const after = (...ends: PageEnd[]) => ends.reduce((known, end) => startsWith(known, [end]), startsOf('everyone'))

describe('where the pages of a list start', () => {
  it('is known one page after the other', () => {
    expect(after([0, 'b'], [1, 'c']).starts).toEqual([undefined, 'b', 'c'])
  })

  it('stays the same object while nothing is new, so that nothing is drawn again', () => {
    const known = after([0, 'b'])
    expect(
      startsWith(known, [
        [0, 'b'],
        [1, undefined],
      ]),
    ).toBe(known)
  })

  it('moves for the next page alone when rows came or went; those after it are put right as they are read', () => {
    expect(after([0, 'b'], [1, 'c'], [0, 'x']).starts).toEqual([undefined, 'x', 'c'])
  })

  it('ends where the list does by now', () => {
    expect(after([0, 'b'], [1, 'c'], [0, null]).starts).toEqual([undefined])
    expect(after([0, null]).starts).toEqual([undefined])
  })

  it('takes nothing from a page that it cannot know yet', () => {
    expect(after([5, 'z']).starts).toEqual([undefined])
  })
})
