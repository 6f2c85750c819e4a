import { type ClosedRange, keepBetweenU32 } from '../kernels/ranges.ts'
import type { Probe } from '../query/probe.ts'
import { blockOf, type RunCursor } from './run-cursor.ts'

const LATEST_S = 2 ** 32 - 1

/** Keeps the entries whose time lies in a range; a run that lies inside or outside as a whole is not looked at. */
export function timeProbe(cursor: RunCursor, range: ClosedRange): Probe {
  const from = Math.max(0, Math.ceil(range.from))
  const to = Math.min(LATEST_S, Math.floor(range.to))
  return {
    cost: 4,
    share: 0.3,
    narrow(block, words) {
      const { earliest, latest, at } = cursor.run
      // Negated, so that a bound that is no number keeps nothing.
      if (!(from <= to) || latest < from || earliest > to) words.fill(0)
      else if (earliest < from || latest > to) keepBetweenU32(words, blockOf(at, block), { from, to })
    },
  }
}
