import { choiceIs } from '../operators/choice-is.ts'
import { choiceIsNot } from '../operators/choice-is-not.ts'
import { fixedChoices } from '../values/choices.ts'
import { comparison } from './comparison/comparison.ts'
import { oneSubject } from './comparison/subject.ts'

/** What is known about a contact's e-mail address; never missing. */
export const VALIDATIONS = ['valid', 'invalid', 'risky', 'unknown'] as const

const operators = [choiceIs, choiceIsNot]

/** Whether a contact's e-mail address can be delivered to. */
export const validation = comparison({
  id: 'validation',
  summary: `Whether a contact’s e-mail address can be delivered to: ${VALIDATIONS.join(', ')}.`,
  subjects: oneSubject(() => ({
    label: 'Email validation',
    group: 'Contact',
    words: 'e-mail validation',
    column: 'validation',
    operators,
    choices: fixedChoices(VALIDATIONS),
    canBeEmpty: false,
  })),
  operators,
  operandKey: 'values',
  examples: [
    [{ columns: { validation: 'risky' } }, { op: 'is', values: ['invalid', 'risky'] }, true],
    [{ columns: { validation: 'unknown' } }, { op: 'is', values: ['valid'] }, false],
    [{ columns: { validation: 'unknown' } }, { op: 'is_not', values: ['invalid', 'risky'] }, true],
    [{}, { op: 'is', values: ['valid'] }, false],
  ],
})
