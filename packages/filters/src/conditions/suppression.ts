import { inSet, some } from '../primitives.ts'
import { choicesPart } from './parts/choice-part.ts'
import { question } from './question/question.ts'

/** Why an address may be on the suppression list. */
export const SUPPRESSIONS = ['bounce', 'soft_bounces', 'complaint', 'unsubscribe', 'manual', 'erased'] as const

/** How those reasons are called that are not called as they are stored. */
export const SUPPRESSION_LABELS: ReadonlyMap<string, string> = new Map([
  ['soft_bounces', 'soft bounces'],
  ['manual', 'added by hand'],
])

/** Whether the address is on the suppression list. */
export const suppression = question({
  id: 'suppression',
  summary: `Whether the address is on the suppression list, for any reason or for one of: ${SUPPRESSIONS.join(', ')}.`,
  label: 'Suppression list',
  group: 'Contact',
  operators: [
    { id: 'is', label: 'is on it' },
    { id: 'is_not', label: 'is not on it' },
  ],
  parts: {
    reasons: choicesPart({ key: 'reasons', label: 'Reasons', options: SUPPRESSIONS, labels: SUPPRESSION_LABELS }),
  },
  words: (_values, { is, part }) => `${is ? 'is' : 'is not'} on the suppression list${part('reasons', ' for ')}`,
  lower: ({ reasons = SUPPRESSIONS }) => some(reasons.map((reason) => inSet(`suppression:${reason}`))),
  examples: [
    [{ sets: ['suppression:bounce'] }, { op: 'is' }, true],
    [{ sets: ['suppression:bounce'] }, { op: 'is', reasons: ['complaint'] }, false],
    [{ sets: ['suppression:bounce'] }, { op: 'is_not', reasons: ['complaint'] }, true],
    [{}, { op: 'is' }, false],
  ],
})
