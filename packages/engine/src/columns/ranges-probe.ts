import { type DayTable, keepDays, keepInAny, type RangeList } from '../kernels/ranges.ts'
import type { FindNumbers } from '../query/number-keys.ts'
import type { Probe } from '../query/probe.ts'
import { fitsInt32, MISSING_INT32 } from './number-array.ts'

/** Days between the first and the last for which a table is worth its memory: 2,700 years in 125 KB. */
const TABLE_DAYS = 1_000_000

/** Keeps the rows whose number lies in one of these closed spans, which ascend and do not touch. */
export function rangesProbe(find: FindNumbers, spans: [from: number, to: number][]): Probe {
  const doubles = toRangeList(spans)
  // What stands for missing lies in no range.
  const integers = toRangeList(spans.map(([from, to]) => [Math.max(from, MISSING_INT32 + 1), to]))
  let days: DayTable | undefined
  return {
    cost: 60,
    share: 0.1,
    narrow(chunkNo, words) {
      const values = find(chunkNo)
      if (values instanceof Int32Array) days ??= findDayTable(spans)
      if (values === undefined || spans.length === 0) words.fill(0)
      else if (days !== undefined && values instanceof Int32Array) keepDays(words, values, days)
      else keepInAny(words, values, values instanceof Int32Array ? integers : doubles)
    },
  }
}

/** The spans as a list to look numbers up in. */
function toRangeList(spans: [from: number, to: number][]): RangeList {
  return { from: Float64Array.from(spans, ([from]) => from), to: Float64Array.from(spans, ([, to]) => to) }
}

function findDayTable(spans: [from: number, to: number][]): DayTable | undefined {
  const first = Math.ceil(spans.at(0)?.[0] ?? 0)
  const last = Math.floor(spans.at(-1)?.[1] ?? 0)
  // Negated, so that an infinite bound has no table. What stands for missing is in no table.
  if (!(last - first < TABLE_DAYS) || last < first || !fitsInt32(first) || !fitsInt32(last)) return undefined
  const allowed = new Uint32Array(Math.ceil((last - first + 1) / 32))
  for (const [from, to] of spans) {
    for (let day = Math.ceil(from) - first; day <= Math.floor(to) - first; day++) allowed[day >>> 5] |= 1 << (day & 31)
  }
  return { allowed, first, last }
}
