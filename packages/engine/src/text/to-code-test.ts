import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnQuestion } from '../columns/column.ts'
import { wrongQuestion } from '../columns/wrong-question.ts'
import type { AllowTables } from './allow-tables.ts'
import type { CodeTest } from './code-test.ts'
import type { Dictionary } from './dictionary.ts'
import { ExactTest } from './exact-test.ts'
import { PresentTest } from './present-test.ts'
import { toSearch } from './search.ts'
import { SearchTest } from './search-test.ts'

/** The texts of a column and what is known of them. */
export type TextSource = { definition: ColumnDefinition; dictionary: Dictionary; tables: AllowTables }

/** The question as one about codes. */
export function toCodeTest(question: ColumnQuestion, { definition, dictionary, tables }: TextSource): CodeTest {
  if (question.is === 'present') return new PresentTest(dictionary)
  if (question.is === 'codes') return new ExactTest(dictionary, question.any)
  if (question.is !== 'text') throw wrongQuestion(question, definition)
  // Every text has the empty text at its start, at its end and inside.
  if (question.at !== 'equal' && question.any.includes('')) return new PresentTest(dictionary)
  if (question.at === 'equal') return new ExactTest(dictionary, question.any)
  return new SearchTest(dictionary, tables, toSearch(question.at, question.any))
}
