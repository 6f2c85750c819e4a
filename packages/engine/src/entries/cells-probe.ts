import type { ColumnId } from '@rollcall/filters'
import { CHUNK_ROWS } from '../chunk.ts'
import type { ColumnQuestion } from '../columns/column.ts'
import { toClosed } from '../columns/range-probe.ts'
import { andInto, hasBit } from '../kernels/bits.ts'
import { markBetween } from '../kernels/entries.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import { toCodeTest } from '../text/to-code-test.ts'
import { type TextCellType, textCells } from './cell-types.ts'
import type { CellSpan, Cells } from './chunk-entries.ts'
import type { EntryLog } from './entry-log.ts'
import type { EntryRun } from './entry-run.ts'
import type { RunCursor } from './run-cursor.ts'

const EVERY_NUMBER: ClosedRange[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }]

/** Sets in `found` the entries of a block that have a cell which passes. */
type Mark = (run: EntryRun, block: number, found: Uint32Array) => void

/** Keeps the entries of which any value in a column of cells is what the question asks for. */
export function cellsProbe(question: ColumnQuestion, log: EntryLog, { cursor, pool }: CellsContext): Probe {
  const marks = toMarks(question, log)
  return {
    cost: 100,
    share: 0.3,
    narrow(block, words) {
      const found = pool.takeEmpty()
      for (const mark of marks) mark(cursor.run, block, found)
      andInto(words, found)
      pool.give(found)
    },
  }
}

type CellsContext = { cursor: RunCursor; pool: WordPool }

/** The places of a column's cells that belong to a block of entries. */
export function cellsIn({ spans, entries }: Cells<unknown>, name: string, block: number): CellSpan {
  const { from, to } = spans.get(name) ?? { from: 0, to: 0 }
  return {
    from: firstOf(entries, block * CHUNK_ROWS, { from, to }),
    to: firstOf(entries, (block + 1) * CHUNK_ROWS, { from, to }),
  }
}

function toMarks(question: ColumnQuestion, log: EntryLog): Mark[] {
  const { column } = question
  const inTexts = (type: TextCellType) => markTexts(textCells(type, column), question, log)
  switch (question.is) {
    case 'range':
      return [markNumbers(column, [toClosed(question)])]
    case 'ranges':
      return [
        markNumbers(
          column,
          question.any.map(([from, to]) => ({ from, to })),
        ),
      ]
    case 'text':
    case 'similar':
      return [inTexts('text')]
    case 'codes':
      return [inTexts('boolean')]
    case 'present':
      return [markNumbers(column, EVERY_NUMBER), inTexts('text'), inTexts('boolean'), inTexts('object')]
  }
}

function markNumbers(column: ColumnId, ranges: ClosedRange[]): Mark {
  return ({ numbers }, block, found) => {
    const { from, to } = cellsIn(numbers, column, block)
    const cells = { entries: numbers.entries.subarray(from, to), values: numbers.values.subarray(from, to) }
    for (const range of ranges) markBetween(found, cells, range)
  }
}

function markTexts(name: string, question: ColumnQuestion, log: EntryLog): Mark {
  const test = toCodeTest(question, log.cellTexts)
  return ({ texts }, block, found) => {
    const { from, to } = cellsIn(texts, name, block)
    if (from === to) return
    const table = test.table()
    const { entries, values } = texts
    for (let i = from; i < to; i++) {
      if (hasBit(table, values[i])) found[(entries[i] & (CHUNK_ROWS - 1)) >>> 5] |= 1 << (entries[i] & 31)
    }
  }
}

function firstOf(entries: Uint32Array, entry: number, { from, to }: CellSpan): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (entries[middle] < entry) low = middle + 1
    else high = middle
  }
  return low
}
