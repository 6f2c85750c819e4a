import type { Lowering } from '@rollcall/filters'
import { CodeProbe } from '../columns/code-probe.ts'
import type { ColumnQuestion } from '../columns/column.ts'
import { toClosed } from '../columns/range-probe.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { AllProbe } from '../query/all-probe.ts'
import { AnyProbe } from '../query/any-probe.ts'
import type { Probe } from '../query/probe.ts'
import { toProbe } from '../query/to-probe.ts'
import { toCodeTest } from '../text/to-code-test.ts'
import { cellsProbe } from './cells-probe.ts'
import type { EntryLog } from './entry-log.ts'
import { blockOf, type RunCursor } from './run-cursor.ts'
import { timeProbe } from './time-probe.ts'

/** Where entries are asked. */
export type EntryContext = { log: EntryLog; cursor: RunCursor; pool: WordPool }

/** Keeps the entries that satisfy all of these; bounds on their time become one range. */
export function entryProbe(lowerings: Lowering[], context: EntryContext): Probe {
  const { log, cursor, pool } = context
  const parts = lowerings.flatMap(conjuncts)
  const isTimeRange = (part: Lowering) => part.is === 'range' && part.column === log.shape.at
  const span = parts
    .filter((part) => part.is === 'range')
    .filter(isTimeRange)
    .map(toClosed)
    .reduce(intersection, ANY_TIME)
  const leafProbe = (leaf: Lowering) => questionProbe(toQuestion(leaf), context)
  const others = parts.filter((part) => !isTimeRange(part)).map((part) => toProbe(part, { leafProbe, pool }))
  return new AllProbe(span === ANY_TIME ? others : [timeProbe(cursor, span), ...others])
}

const ANY_TIME: ClosedRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

function intersection(a: ClosedRange, b: ClosedRange): ClosedRange {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

function conjuncts(lowering: Lowering): Lowering[] {
  return lowering.is === 'all' ? lowering.of.flatMap(conjuncts) : [lowering]
}

function toQuestion(leaf: Lowering): ColumnQuestion {
  if ('column' in leaf) return leaf
  throw new Error(`Only columns can be asked of an event or an opportunity, not "${leaf.is}".`)
}

function questionProbe(question: ColumnQuestion, { log, cursor, pool }: EntryContext): Probe {
  const { column } = question
  const { shape } = log
  if (column === shape.at) return timesProbe(question, { log, cursor, pool })
  if (shape.hasCells(column)) return cellsProbe(question, log, { cursor, pool })
  const at = shape.codes.findIndex(({ id }) => id === column)
  if (at === -1) throw new Error(`There is no column "${column}" to ask about.`)
  const find = (block: number) => {
    const codes = cursor.run.codes[at]
    return codes === undefined ? undefined : blockOf(codes, block)
  }
  return new CodeProbe(find, toCodeTest(question, log.codeTexts[at]), pool)
}

function timesProbe(question: ColumnQuestion, { cursor, pool }: EntryContext): Probe {
  if (question.is === 'present') return timeProbe(cursor, ANY_TIME)
  if (question.is === 'range') return timeProbe(cursor, toClosed(question))
  if (question.is !== 'ranges') throw new Error(`Times cannot answer "${question.is}".`)
  return new AnyProbe(
    question.any.map(([from, to]) => timeProbe(cursor, { from, to })),
    pool,
  )
}
