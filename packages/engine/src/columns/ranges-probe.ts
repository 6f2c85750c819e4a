import { type DayTable, keepDays, keepInAny, type RangeList } from '../kernels/ranges.ts'
import type { Probe } from '../query/probe.ts'

/** Days between the first and the last for which a table is worth its memory: 2,700 years in a megabyte. */
const TABLE_DAYS = 1_000_000

/** Keeps the rows whose number lies in one of these closed spans, which ascend and do not touch. */
export function rangesProbe(
  find: (chunkNo: number) => Float64Array | Int32Array | undefined,
  spans: [from: number, to: number][],
): Probe {
  const ranges = toRangeList(spans)
  let days: DayTable | undefined
  return {
    cost: 60,
    share: 0.1,
    narrow(chunkNo, words) {
      const values = find(chunkNo)
      if (values instanceof Int32Array) days ??= findDayTable(spans)
      if (values === undefined || spans.length === 0) words.fill(0)
      else if (days !== undefined && values instanceof Int32Array) keepDays(words, values, days)
      else keepInAny(words, values, ranges)
    },
  }
}

/** The spans as a list to look numbers up in. */
export function toRangeList(spans: [from: number, to: number][]): RangeList {
  return { from: Float64Array.from(spans, ([from]) => from), to: Float64Array.from(spans, ([, to]) => to) }
}

function findDayTable(spans: [from: number, to: number][]): DayTable | undefined {
  const firstDay = Math.ceil(spans.at(0)?.[0] ?? 0)
  const lastDay = Math.floor(spans.at(-1)?.[1] ?? 0)
  // Negated, so that an infinite bound has no table.
  if (!(lastDay - firstDay < TABLE_DAYS) || lastDay < firstDay) return undefined
  const table = new Uint8Array(lastDay - firstDay + 1)
  for (const [from, to] of spans) table.fill(1, Math.ceil(from) - firstDay, Math.floor(to) - firstDay + 1)
  return { table, firstDay }
}
