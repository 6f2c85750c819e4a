import { MISSING_INT32, type NumberArray } from '../columns/number-array.ts'
import { type ClosedRange, keepBetweenF64, keepBetweenI32 } from '../kernels/ranges.ts'
import { type ChunkKeys, MISSING, type SortKeys } from './key-collector.ts'

/** Where a chunk's numbers are. */
export type FindNumbers = (chunkNo: number) => NumberArray | undefined

/** The same of the rows in `words`, where an infinite number is missing. */
type FindAsked = (chunkNo: number, words: Uint32Array) => NumberArray | undefined

const SMALLEST_INT32 = MISSING_INT32 + 1
const LARGEST_INT32 = 2 ** 31 - 1
const NOTHING = new Float64Array(0)

/** Rows sorted by a number. */
export function numberKeys(find: FindAsked, isDescending: boolean): SortKeys {
  const sign = isDescending ? -1 : 1
  const toKey = (value: number) => (Number.isFinite(value) ? value * sign : MISSING)
  return {
    toKey: (value) => toKey(typeof value === 'number' ? value : Number.NaN),
    toValue: (key) => (key === MISSING ? null : key * sign),
    of: (chunkNo, words) => keysOf(find(chunkNo, words) ?? NOTHING, toKey, sign),
  }
}

function keysOf(values: NumberArray, toKey: (value: number) => number, sign: number): ChunkKeys {
  const missing = values instanceof Int32Array ? MISSING_INT32 : Number.NaN
  return {
    keyOf(local) {
      const value = local < values.length ? values[local] : missing
      return value === missing ? MISSING : toKey(value)
    },
    narrow(words, local, range) {
      const { from, to } = sign > 0 ? range : { from: -range.to, to: -range.from }
      const part = values.subarray(local, local + 32 * words.length)
      if (part instanceof Float64Array)
        keepBetweenF64(words, part, { from: Math.max(from, -Number.MAX_VALUE), to: Math.min(to, Number.MAX_VALUE) })
      else
        keepWhole(words, part, {
          from: Math.max(Math.ceil(from), SMALLEST_INT32),
          to: Math.min(Math.floor(to), LARGEST_INT32),
        })
    },
  }
}

function keepWhole(words: Uint32Array, values: Int32Array, range: ClosedRange) {
  if (range.from > range.to) words.fill(0)
  else keepBetweenI32(words, values, range)
}
