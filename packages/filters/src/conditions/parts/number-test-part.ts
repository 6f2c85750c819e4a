import { z } from 'zod'
import { parseNumberTest } from './count-part.ts'
import type { Part } from './part.ts'
import { numberTests, testShapes, testWords, type ValueTest } from './value-test.ts'

/** A test of a number. */
export function numberTestPart({ key, label }: { key: string; label: string }): Part<ValueTest> {
  return {
    key,
    label,
    input: 'number-test',
    shape: z.union(testShapes(numberTests)),
    parse: (raw, { report }) => parseNumberTest(raw, { input: 'number-test' }, report),
    words: (test) => testWords(test, numberTests),
  }
}
