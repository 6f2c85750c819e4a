import type { ColumnQuestion } from '../columns/column.ts'
import { wrongQuestion } from '../columns/wrong-question.ts'
import type { CodeTest } from './code-test.ts'
import { ExactTest } from './exact-test.ts'
import { PresentTest } from './present-test.ts'
import { toSearch } from './search.ts'
import { SearchTest } from './search-test.ts'
import { SimilarTest } from './similar-test.ts'
import type { TextSource } from './text-source.ts'

/** The question as one about codes. */
export function toCodeTest(question: ColumnQuestion, texts: TextSource): CodeTest {
  if (question.is === 'present') return new PresentTest(texts)
  if (question.is === 'codes') return new ExactTest(texts, question.any)
  if (question.is === 'similar') return new SimilarTest(texts, question)
  if (question.is !== 'text') throw wrongQuestion(question, texts.definition)
  // Every text has the empty text at its start, at its end and inside.
  if (question.at !== 'equal' && question.any.includes('')) return new PresentTest(texts)
  if (question.at === 'equal') return new ExactTest(texts, question.any)
  return new SearchTest(texts.dictionary, texts.tables, toSearch(question.at, question.any))
}
