import { describe, expect, it } from 'vitest'
import { toMemberGroups } from '../batch/to-member-groups.ts'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { listMembers } from '../kernels/members.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { WordPool } from '../memory/word-pool.ts'
import { SetFamily } from './set-family.ts'

function makeFamily() {
  const arena = new Arena(new Budget(Number.POSITIVE_INFINITY))
  return { arena, family: new SetFamily(arena, new WordPool()) }
}

function membersOf(family: SetFamily, id: string): number[] {
  const held = family.find(id)?.find(0)
  const locals = new Uint16Array(65_536)
  return held === undefined ? [] : [...locals.subarray(0, listMembers(held, locals))]
}

describe('SetFamily', () => {
  it('holds who is in what, as sets grow dense and sparse again', () => {
    const random = seeded(8)
    const { family, arena } = makeFamily()
    const expected = new Map(['a', 'b', 'c'].map((id) => [id, new Set<number>()]))
    // Shares near the border between the two forms and far from it, in both directions.
    for (const share of [0.001, 0.9, 0.06, 0.07, 0.03, 0.5, 0]) {
      for (const size of [1, 40, 65_536]) {
        const rows = randomRows(random, size)
        const sets = rows.map((rowNo) => ({
          rowNo,
          values: [],
          sets: [...expected.keys()].filter(() => random.isTrue(share)),
        }))
        const groups = toMemberGroups(sets, (row) => row.sets)
        const before = arena.usedBytes
        const bound = family.boundBytes(0, groups)
        family.assign(0, Uint16Array.from(rows), groups)
        expect(arena.usedBytes - before).toBeLessThanOrEqual(bound)
        for (const [id, set] of expected) {
          for (const row of sets) {
            if (row.sets.includes(id)) set.add(row.rowNo)
            else set.delete(row.rowNo)
          }
          expect(membersOf(family, id)).toEqual([...set].sort((a, b) => a - b))
          expect(family.find(id)?.count ?? 0).toBe(set.size)
        }
      }
    }
    expect(family.size).toBe(0)
    expect(arena.usedBytes).toBe(0)
  })
})

function randomRows(random: Random, size: number): number[] {
  const rows = new Set(Array.from({ length: size }, (_, i) => (size === 65_536 ? i : random.below(65_536))))
  return [...rows].sort((a, b) => a - b)
}
