import type { Span } from '@rollcall/filters'
import { type ClosedRange, keepBetweenF64, keepBetweenI32 } from '../kernels/ranges.ts'
import type { FindNumbers } from '../query/number-keys.ts'
import type { Probe } from '../query/probe.ts'
import { toNextDown, toNextUp } from './next-double.ts'
import { MISSING_INT32 } from './number-array.ts'

const INT32_MIN = MISSING_INT32 + 1
const INT32_MAX = 2 ** 31 - 1

/** Keeps the rows whose number lies between two bounds; without bounds, those that have a number. */
export function rangeProbe(find: FindNumbers, bounds: Span): Probe {
  const range = toClosed(bounds)
  // Int32 bounds that leave out the missing one; an open bound is the next integer as well as the next double.
  const whole = { from: Math.max(INT32_MIN, Math.ceil(range.from)), to: Math.min(INT32_MAX, Math.floor(range.to)) }
  return {
    cost: 8,
    share: bounds.from === undefined && bounds.to === undefined ? 0.8 : 0.3,
    narrow(chunkNo, words) {
      const values = find(chunkNo)
      if (values instanceof Float64Array) keepBetweenF64(words, values, range)
      else if (values instanceof Int32Array && whole.from <= whole.to) keepBetweenI32(words, values, whole)
      else words.fill(0)
    },
  }
}

/** The range with its bounds inside. */
export function toClosed({ from, to }: Span): ClosedRange {
  const lower = from?.value ?? Number.NEGATIVE_INFINITY
  const upper = to?.value ?? Number.POSITIVE_INFINITY
  return { from: from?.open ? toNextUp(lower) : lower, to: to?.open ? toNextDown(upper) : upper }
}
