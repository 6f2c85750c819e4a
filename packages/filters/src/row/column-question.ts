import type { ColumnId, Lowering, Span, TextMatch } from '../lowering.ts'
import { isSimilar } from './is-similar.ts'

/** A primitive that asks of one column. */
export type ColumnQuestion = Extract<Lowering, { column: ColumnId }>

/** One of the values that a column holds; a property of an event may hold values of several types. */
export type SingleValue = string | number | boolean

/**
 * Whether any of the values of a column is what a primitive asks for. Texts are folded; `codes` asks texts as they are.
 *
 * Missing is decided here and nowhere else: a primitive is false on it.
 */
export function hasAnswer(question: ColumnQuestion, values: readonly SingleValue[]): boolean {
  return values.some((value) => isAnswer(question, value))
}

function isAnswer(question: ColumnQuestion, value: SingleValue): boolean {
  switch (question.is) {
    case 'present':
      return true
    case 'range':
      return typeof value === 'number' && isWithin(value, question)
    case 'ranges':
      return typeof value === 'number' && question.any.some(([from, to]) => value >= from && value <= to)
    case 'text':
      return typeof value === 'string' && question.any.some((needle) => isAt(value, needle, question.at))
    case 'similar':
      return typeof value === 'string' && isSimilar(value, question)
    case 'codes':
      return typeof value === 'string' && question.any.includes(value)
  }
}

/** Whether a number lies between two bounds. */
export function isWithin(value: number, { from, to }: Span): boolean {
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
