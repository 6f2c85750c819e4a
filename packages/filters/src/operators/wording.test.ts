import { describe, expect, it } from 'vitest'
import { anyOf, list } from './wording.ts'

describe('list', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `"v${index}"`)

  it('shows a few as they are, and says nothing of none', () => {
    expect([anyOf([]), anyOf(['"a"']), anyOf(['"a"', '"b"'])]).toEqual(['', '"a"', 'any of "a", "b"'])
  })

  it('cuts many with their count, and tells lists apart that begin alike', () => {
    const [one, other] = [list(many), list([...many.slice(0, -1), '"w"'])]
    expect(one).toMatch(/^"v0", "v1", "v2", "v3", "v4", "v5", … \(5000 in all, digest [0-9a-f]{16}\)$/)
    expect(one).not.toBe(other)
    expect(one).not.toBe(list([...many].reverse()))
  })
})
