import { z } from 'zod'
import { isObject } from '../../is-object.ts'
import { shown } from '../../shown.ts'
import { refuseStrangers } from '../shape-problem.ts'
import type { Part } from './part.ts'
import { PART_INPUTS } from './part-input.ts'
import { parseTest, TEST_KEYS, testShapes, testWords, textTests, type ValueTest } from './value-test.ts'

/** The address behind a link that was clicked. */
export const linkPart: Part<ValueTest> = {
  key: 'link',
  label: 'Link',
  input: 'text-test',
  shape: z.union(testShapes(textTests)),
  parse: (raw, { report }) => {
    if (!isObject(raw)) {
      report('', `${shown(raw)} does not fit: give ${PART_INPUTS['text-test']}.`)
      return undefined
    }
    refuseStrangers(Object.keys(raw), { known: TEST_KEYS, who: 'A text test', pointer: '' }, report)
    return parseTest(raw, textTests, report)
  },
  words: (test) => testWords(test, textTests),
}
