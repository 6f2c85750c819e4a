import { choiceIs } from '../operators/choice-is.ts'
import { choiceIsNot } from '../operators/choice-is-not.ts'
import { fixedChoices } from '../values/choices.ts'
import { comparison } from './comparison/comparison.ts'
import { oneSubject } from './comparison/subject.ts'

/** What a contact's e-mail consent may be; never missing. */
export const STATUSES = ['subscribed', 'unsubscribed', 'non-subscribed', 'bounced'] as const

const ALIASES = new Map([
  ['active', 'subscribed'],
  ['pending', 'non-subscribed'],
  ['hard_bounce', 'bounced'],
])

const operators = [choiceIs, choiceIsNot]

/** Whether a contact may get marketing mail. */
export const status = comparison({
  id: 'status',
  summary: `Whether a contact may get marketing mail: ${STATUSES.join(', ')}.`,
  subjects: oneSubject(() => ({
    label: 'Status',
    group: 'Contact',
    words: 'status',
    column: 'status',
    operators,
    choices: fixedChoices(STATUSES, ALIASES),
    canBeEmpty: false,
  })),
  operators,
  operandKey: 'values',
  examples: [
    [{ columns: { status: 'subscribed' } }, { op: 'is', values: ['active', 'pending'] }, true],
    [{ columns: { status: 'bounced' } }, { op: 'is', values: ['subscribed'] }, false],
    [{ columns: { status: 'bounced' } }, { op: 'is_not', values: ['hard_bounce'] }, false],
    [{}, { op: 'is', values: ['subscribed'] }, false],
  ],
})
