import type { NumberTest } from '@rollcall/filters'
import type { Folding } from './cell-tally.ts'
import { passes } from './number-test.ts'

/** The smallest or the largest number, tested as a double. */
export function extremeFolding(fn: 'min' | 'max', test: NumberTest): Folding {
  return {
    start: fn === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY,
    begin() {},
    fold: fn === 'min' ? (held, value) => Math.min(held, value) : (held, value) => Math.max(held, value),
    passes: (held) => passes(test, held),
  }
}
