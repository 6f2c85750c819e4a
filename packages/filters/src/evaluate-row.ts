import type { ColumnId, ColumnValue, Lowering, Range, SetId, TextMatch } from './lowering.ts'

/** One contact as a filter sees it: a value or null for each column, and the sets it is in. */
export type Row = { value(column: ColumnId): ColumnValue; isIn(set: SetId): boolean }

/** Whether one contact satisfies a lowered filter: the slow, plain interpreter that every faster one must equal. */
export function evaluateRow(lowering: Lowering, row: Row): boolean {
  switch (lowering.is) {
    case 'constant':
      return lowering.value
    case 'all':
      return lowering.of.every((part) => evaluateRow(part, row))
    case 'any':
      return lowering.of.some((part) => evaluateRow(part, row))
    case 'not':
      return !evaluateRow(lowering.of, row)
    case 'set':
      return row.isIn(lowering.set)
    default:
      return holds(lowering, row.value(lowering.column))
  }
}

type ColumnQuestion = Extract<Lowering, { column: ColumnId }>

// Missing is decided here and nowhere else: a primitive is false on it.
function holds(question: ColumnQuestion, value: ColumnValue): boolean {
  if (value === null) return false
  switch (question.is) {
    case 'present':
      return true
    case 'range':
      return typeof value === 'number' && isWithin(value, question)
    case 'text':
      return typeof value === 'string' && question.any.some((needle) => isAt(value, needle, question.at))
    case 'codes':
      return [value].flat().some((code) => typeof code === 'string' && question.any.includes(code))
  }
}

function isWithin(value: number, { from, to }: Range): boolean {
  const isAboveFrom = !from || (from.open ? value > from.value : value >= from.value)
  const isBelowTo = !to || (to.open ? value < to.value : value <= to.value)
  return isAboveFrom && isBelowTo
}

function isAt(text: string, needle: string, at: TextMatch['at']): boolean {
  switch (at) {
    case 'equal':
      return text === needle
    case 'start':
      return text.startsWith(needle)
    case 'end':
      return text.endsWith(needle)
    case 'inside':
      return text.includes(needle)
  }
}
