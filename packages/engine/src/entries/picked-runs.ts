import { firstAtLeast } from '../kernels/members.ts'
import { PICKED_ROWS_MAX, type RowPicks } from '../rows/row-picks.ts'
import type { Cells } from './chunk-entries.ts'
import { type EntryRun, toWholeWords } from './entry-run.ts'

/** One entry of a run, and the pick whose entry it is. */
type Picked = { run: EntryRun; entry: number; place: number }

/** The entries of a few rows, ascending by the places of the picks, in runs that are no longer than picks can be many. */
export function pickedRuns(rows: RowPicks, runsOf: (chunkNo: number) => readonly EntryRun[]): EntryRun[] {
  const picked = rows.parts.flatMap(({ chunkNo, locals, first }) => {
    const runs = runsOf(chunkNo)
    const found: Picked[] = []
    if (runs.length === 0) return found
    for (const [i, local] of locals.entries()) pushEntries(found, runs, { local, place: first + i })
    return found
  })
  const count = Math.ceil(picked.length / PICKED_ROWS_MAX)
  return Array.from({ length: count }, (_, at) => {
    return toRun(picked.slice(at * PICKED_ROWS_MAX, (at + 1) * PICKED_ROWS_MAX))
  })
}

function toRun(picked: Picked[]): EntryRun {
  const at = new Uint32Array(toWholeWords(picked.length))
  for (let i = 0; i < picked.length; i++) at[i] = picked[i].run.at[picked[i].entry]
  const times = at.subarray(0, picked.length)
  return {
    count: picked.length,
    earliest: times.reduce((a, b) => Math.min(a, b)),
    latest: times.reduce((a, b) => Math.max(a, b)),
    locals: Uint16Array.from(picked, ({ place }) => place),
    at,
    codes: picked[0].run.codes.map((_, column) => pickCodes(picked, column)),
    numbers: pickCells(picked, ({ numbers }) => numbers, Float64Array),
    texts: pickCells(picked, ({ texts }) => texts, Uint32Array),
  }
}

function pushEntries(found: Picked[], runs: readonly EntryRun[], { local, place }: { local: number; place: number }) {
  for (const run of runs) {
    const { locals } = run
    for (let entry = firstAtLeast(locals, local); locals[entry] === local; entry++) found.push({ run, entry, place })
  }
}

function pickCodes(picked: Picked[], column: number): Uint32Array | undefined {
  const codes = new Uint32Array(toWholeWords(picked.length))
  let hasAny = false
  for (let i = 0; i < picked.length; i++) {
    codes[i] = picked[i].run.codes[column]?.[picked[i].entry] ?? 0
    if (codes[i] !== 0) hasAny = true
  }
  return hasAny ? codes : undefined
}

type CellValues = Float64Array | Uint32Array

function pickCells<V extends CellValues>(
  picked: Picked[],
  cellsOf: (run: EntryRun) => Cells<V>,
  values: { from(numbers: number[]): V },
): Cells<V> {
  const names = new Set(picked.flatMap(({ run }) => [...cellsOf(run).spans.keys()]))
  const spans: Cells<V>['spans'] = new Map()
  const entries: number[] = []
  const numbers: number[] = []
  for (const name of names) {
    const from = entries.length
    picked.forEach(({ run, entry }, place) => {
      const cells = cellsOf(run)
      const span = cells.spans.get(name)
      if (span === undefined) return
      for (let at = firstCell(cells.entries, entry, span); at < span.to && cells.entries[at] === entry; at++) {
        entries.push(place)
        numbers.push(cells.values[at])
      }
    })
    if (entries.length > from) spans.set(name, { from, to: entries.length })
  }
  return { spans, entries: Uint32Array.from(entries), values: values.from(numbers) }
}

function firstCell(entries: Uint32Array, entry: number, { from, to }: { from: number; to: number }): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (entries[middle] < entry) low = middle + 1
    else high = middle
  }
  return low
}
