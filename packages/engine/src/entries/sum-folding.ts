import { type MicroTest, microUnits } from '@rollcall/filters'
import { toClosed } from '../columns/range-probe.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import type { Folding } from './cell-tally.ts'

const PER_UNIT = 1_000_000
const EXACT_MAX = Number.MAX_SAFE_INTEGER

/**
 * The exact sum in micro-units, tested itself or as an average.
 *
 * Sums are doubles while these are exact; a row whose sum is not goes on as a bigint.
 */
export function sumFolding(fn: 'sum' | 'avg', test: MicroTest): Folding {
  const large = new Map<number, bigint>()
  const spans = test.any.map(({ from, to }) => ({ from: toBound(from), to: toBound(to) }))
  const passing = { ranges: test.any.map(toDoubles), isComplement: test.not === true }
  return {
    fold: 'sum',
    start: 0,
    // Sums that are exact doubles compare with the double of a bound as with the bound itself.
    passing: () => (fn === 'sum' && large.size === 0 ? passing : undefined),
    begin: () => large.clear(),
    foldExactly(held, value, local) {
      const sum = held + toMicros(value)
      if (Math.abs(sum) <= EXACT_MAX && (large.size === 0 || !large.has(local))) return sum
      large.set(local, (large.get(local) ?? BigInt(held)) + microUnits(value))
      return 0
    },
    passes(held, local, amount) {
      const sum = large.get(local) ?? held
      const times = fn === 'avg' ? amount : 1
      const isInside = spans.some(({ from, to }) => isAbove(sum, from, times) && isBelow(sum, to, times))
      return isInside !== (test.not === true)
    },
  }
}

/** The number in millionths, rounded half away from zero, as `microUnits` does; exact when it is not above EXACT_MAX. */
function toMicros(value: number): number {
  const product = value * PER_UNIT
  const whole = Math.trunc(product)
  return Math.abs(product - whole) >= 0.5 ? whole + Math.sign(product) : whole
}

function toDoubles({ from, to }: MicroTest['any'][number]): ClosedRange {
  const toSpanBound = (bound: typeof from) => bound && { value: Number(bound.value), open: bound.open === true }
  return toClosed({ from: toSpanBound(from), to: toSpanBound(to) })
}

type Bound = { value: bigint; double: number; open: boolean }

function toBound(bound: { value: string; open?: boolean } | undefined): Bound | undefined {
  if (bound === undefined) return undefined
  return { value: BigInt(bound.value), double: Number(bound.value), open: bound.open === true }
}

function isAbove(sum: number | bigint, bound: Bound | undefined, times: number): boolean {
  if (bound === undefined) return true
  const limit = toLimit(bound, times)
  // JavaScript compares numbers with bigints exactly.
  return bound.open ? sum > limit : sum >= limit
}

function isBelow(sum: number | bigint, bound: Bound | undefined, times: number): boolean {
  if (bound === undefined) return true
  const limit = toLimit(bound, times)
  return bound.open ? sum < limit : sum <= limit
}

function toLimit({ value, double }: Bound, times: number): number | bigint {
  const limit = double * times
  return Math.abs(double) <= EXACT_MAX && Math.abs(limit) <= EXACT_MAX ? limit : value * BigInt(times)
}
