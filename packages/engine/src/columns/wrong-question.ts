import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnQuestion } from './column.ts'

/** The error for a question that a column cannot answer. */
export function wrongQuestion(question: ColumnQuestion, { id, storage }: ColumnDefinition): Error {
  return new Error(`Column "${id}" holds ${storage} and cannot answer "${question.is}".`)
}
