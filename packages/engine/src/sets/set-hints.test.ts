import { describe, expect, it } from 'vitest'
import { seeded } from '../fixtures/seeded.ts'
import { hasBit } from '../kernels/bits.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import { toRowPicks } from '../rows/row-picks.ts'
import { SetHints } from './set-hints.ts'

describe('SetHints', () => {
  it('never leaves out a set that a row is in, with more sets than it tells apart', () => {
    const random = seeded(5)
    const hints = new SetHints(new Arena(new Budget(Number.POSITIVE_INFINITY)))
    const held = new Map<number, Set<string>>()
    for (let round = 0; round < 200; round++) {
      const rows = [...new Set(Array.from({ length: 5 }, () => random.below(3_000)))].sort((a, b) => a - b)
      hints.rewrite(0, [Uint16Array.from(rows)])
      for (const row of rows) {
        for (const id of held.get(row) ?? []) {
          expect(hints.before).toContain(id)
          expect(hints.rowsBefore(id)).toContain(row)
        }
        const ids = Array.from({ length: random.below(4) }, () => `tag:${random.below(300)}`)
        for (const id of ids) hints.mark(0, id, Uint16Array.of(row))
        held.set(row, new Set(ids))
      }
    }
    const all = [...held.keys()].sort((a, b) => a - b)
    const maybe = hints.pick(toRowPicks([[0, Uint16Array.from(all)]]))
    for (const [at, row] of all.entries()) {
      for (const id of held.get(row) ?? []) expect(hasBit(maybe(id), at)).toBe(true)
    }
  })

  it('looks into a few of very many sets', () => {
    const hints = new SetHints(new Arena(new Budget(Number.POSITIVE_INFINITY)))
    for (let at = 0; at < 640; at++) hints.mark(0, `tag:${at}`, Uint16Array.of(at))
    hints.rewrite(0, [Uint16Array.of(7)])
    expect(hints.before).toHaveLength(10)
    hints.rewrite(0, [Uint16Array.of(7)])
    expect(hints.before).toEqual([])
  })
})
