import type { Warning } from '../facts.ts'
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

const UNREACHABLE = ['unsubscribed', 'non-subscribed', 'bounced']

const ONLY_SUBSCRIBED: Warning = {
  code: 'only_subscribed',
  detail: 'Everybody who is subscribed is in here. Marketing goes to nobody else anyway, so this selects nothing.',
}

const BY_HAND: Warning = {
  code: 'excluded_by_hand',
  detail: 'Whoever unsubscribed or bounced gets no marketing anyway, so there is no need to leave them out.',
}

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
    choices: fixedChoices(STATUSES, { aliases: ALIASES }),
    canBeEmpty: false,
  })),
  operators,
  operandKey: 'values',
  warn: ({ op, values }, { isAlone, isNegated }) => {
    const statuses = Array.isArray(values) ? values : []
    if (isAlone && op === 'is' && statuses.join() === 'subscribed') return [ONLY_SUBSCRIBED]
    const excludes = (op === 'is_not') !== isNegated
    return excludes && statuses.every((status) => UNREACHABLE.includes(status)) ? [BY_HAND] : []
  },
  examples: [
    [{ columns: { status: 'subscribed' } }, { op: 'is', values: ['active', 'pending'] }, true],
    [{ columns: { status: 'bounced' } }, { op: 'is', values: ['subscribed'] }, false],
    [{ columns: { status: 'bounced' } }, { op: 'is_not', values: ['hard_bounce'] }, false],
    [{}, { op: 'is', values: ['subscribed'] }, false],
  ],
})
