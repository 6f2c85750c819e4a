import type { CellSpan, Cells } from '../entries/chunk-entries.ts'
import type { EntryRun } from '../entries/entry-run.ts'
import type { Arena } from '../memory/arena.ts'
import { type PartReader, required } from './part-reader.ts'
import type { PartWriter } from './part-writer.ts'

/** Writes a run of entries. */
export function saveRun(part: PartWriter, run: EntryRun): void {
  for (const number of [run.count, run.earliest, run.latest]) part.number(number)
  part.array(run.locals)
  part.array(run.at)
  for (const codes of run.codes) part.array(codes)
  saveCells(part, run.numbers)
  saveCells(part, run.texts)
}

/** Reads a run with so many columns of codes. */
export function restoreRun(part: PartReader, arena: Arena, codeColumns: number): EntryRun {
  const [count, earliest, latest] = [part.number(), part.number(), part.number()]
  const [locals, at] = [required(part.u16(arena)), required(part.u32(arena))]
  const codes = Array.from({ length: codeColumns }, () => part.codes(arena))
  const numbers = restoreCells(part, arena, () => required(part.f64(arena)))
  const texts = restoreCells(part, arena, () => required(part.u32(arena)))
  return {
    count,
    earliest,
    latest,
    locals,
    at,
    codes,
    numbers: numbers ?? { ...NO_CELLS, values: new Float64Array(0) },
    texts: texts ?? { ...NO_CELLS, values: new Uint32Array(0) },
  }
}

const NO_CELLS = { spans: new Map<string, CellSpan>(), entries: new Uint32Array(0) }

function saveCells(part: PartWriter, { spans, entries, values }: Cells<Float64Array | Uint32Array>): void {
  part.number(entries.length)
  // Empty columns of cells are of no arena, so they are not written either.
  if (entries.length === 0) return
  part.number(spans.size)
  for (const [name, { from, to }] of spans) {
    part.text(name)
    part.number(from)
    part.number(to)
  }
  part.array(entries)
  part.array(values)
}

function restoreCells<V>(part: PartReader, arena: Arena, readValues: () => V): Cells<V> | undefined {
  if (part.number() === 0) return undefined
  const spans = new Map<string, CellSpan>()
  for (let left = part.number(); left > 0; left--) spans.set(part.text(), { from: part.number(), to: part.number() })
  return { spans, entries: required(part.u32(arena)), values: readValues() }
}
