import type { NumberTest } from '@rollcall/filters'
import type { Folding } from './cell-tally.ts'
import { passes } from './number-test.ts'
import { toPassing } from './passing-ranges.ts'

/** The smallest or the largest number, tested as a double. */
export function extremeFolding(fn: 'min' | 'max', test: NumberTest): Folding {
  const passing = toPassing(test)
  return {
    fold: fn,
    start: fn === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
    passing: () => passing,
    passes: (held) => passes(test, held),
    begin() {},
    foldExactly: fn === 'min' ? Math.min : Math.max,
  }
}
