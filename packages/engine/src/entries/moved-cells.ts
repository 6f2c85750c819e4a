import type { Arena } from '../memory/arena.ts'
import type { CellSpan, Cells } from './chunk-entries.ts'
import { LEFT_OUT, type Move } from './places.ts'

type Values = Float64Array | Uint32Array

/** The cells of entries that go to new places; those that go nowhere take their cells along. */
export function movedCells<V extends Values>(
  arena: Arena,
  toValues: (length: number) => V,
  moves: Move<Cells<V>>[],
): Cells<V> {
  const total = moves.reduce((sum, { run, places }) => sum + countKept(run, places), 0)
  if (total === 0) return { spans: NO_SPANS, entries: NO_CODES, values: toNothing(moves[0].run.values) }
  const entries = arena.u32(total)
  const values = toValues(total)
  const spans = new Map<string, CellSpan>()
  let end = 0
  for (const name of new Set(moves.flatMap(({ run }) => [...run.spans.keys()]))) {
    const from = end
    for (const { run, places } of moves)
      end = append({ entries, values }, end, { run, places, span: run.spans.get(name) })
    if (moves.length > 1) sortByEntry(entries.subarray(from, end), values.subarray(from, end))
    if (end > from) spans.set(name, { from, to: end })
  }
  return { spans, entries, values }
}

type Source = Move<Cells<Values>> & { span: CellSpan | undefined }

function append(into: { entries: Uint32Array; values: Values }, from: number, { run, places, span }: Source): number {
  let end = from
  for (let i = span?.from ?? 0; i < (span?.to ?? 0); i++) {
    const place = places[run.entries[i]]
    if (place === LEFT_OUT) continue
    into.entries[end] = place
    into.values[end++] = run.values[i]
  }
  return end
}

/** Merges two ascending stretches, of which the second begins where the order breaks. */
function sortByEntry(entries: Uint32Array, values: Values): void {
  let middle = 1
  while (middle < entries.length && entries[middle] >= entries[middle - 1]) middle++
  if (middle >= entries.length) return
  const [firstEntries, firstValues] = [entries.slice(0, middle), values.slice(0, middle)]
  let i = 0
  let j = middle
  for (let at = 0; i < middle; at++) {
    const isFirst = j >= entries.length || firstEntries[i] <= entries[j]
    entries[at] = isFirst ? firstEntries[i] : entries[j]
    values[at] = isFirst ? firstValues[i++] : values[j++]
  }
}

function countKept({ entries }: Cells<Values>, places: Uint32Array): number {
  let count = 0
  for (let i = 0; i < entries.length; i++) if (places[entries[i]] !== LEFT_OUT) count++
  return count
}

/** The same for all runs without cells: there are as many runs as sets times chunks, and a typed array takes 200 bytes. */
const NO_SPANS: Map<string, CellSpan> = new Map()
const NO_CODES = new Uint32Array(0)
const NO_NUMBERS = new Float64Array(0)

function toNothing<V extends Values>(values: V): V {
  // why: it is the kind of array that was given, which its type does not say for a union.
  return (values instanceof Float64Array ? NO_NUMBERS : NO_CODES) as V
}
