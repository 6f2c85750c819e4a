import { describe, expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

describe('a group commit', () => {
  it('answers each item with its own result, whatever group it went in', async () => {
    const groups: number[][] = []
    const commit = createGroupCommit(async (items: number[]) => {
      groups.push(items)
      return items.map((item) => item * 2)
    })
    const results = await Promise.all(Array.from({ length: 1_200 }, (_, item) => commit(item)))
    expect(results).toEqual(Array.from({ length: 1_200 }, (_, item) => item * 2))
    expect(groups.map((group) => group.length)).toEqual([500, 500, 200])
  })

  it('writes one group at a time, those who come meanwhile in the next', async () => {
    let writing = 0
    let mostAtOnce = 0
    const commit = createGroupCommit(async (items: number[]) => {
      writing += 1
      mostAtOnce = Math.max(mostAtOnce, writing)
      await new Promise(setImmediate)
      writing -= 1
      return items
    })
    const first = commit(1)
    const later = first.then(() => Promise.all([commit(2), commit(3)]))
    expect(await first).toBe(1)
    expect(await later).toEqual([2, 3])
    expect(mostAtOnce).toBe(1)
  })

  it('fails only those whose group failed', async () => {
    const commit = createGroupCommit(async (items: string[]) => {
      if (items.includes('bad')) throw new Error('no')
      return items
    })
    await expect(Promise.all([commit('bad'), commit('beside')])).rejects.toThrow('no')
    expect(await commit('good')).toBe('good')
  })
})
