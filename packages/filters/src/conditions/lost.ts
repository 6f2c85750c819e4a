import { inSet } from '../primitives.ts'
import { question } from './question/question.ts'

/** The mark that a contact is lost, on top of the funnel's stage. */
export const lost = question({
  id: 'lost',
  summary: 'Whether a contact is marked as lost, whatever the funnel stage.',
  label: 'Lost',
  group: 'Contact',
  operators: [
    { id: 'is', label: 'is lost' },
    { id: 'is_not', label: 'is not lost' },
  ],
  parts: {},
  words: (_values, { is }) => (is ? 'is lost' : 'is not lost'),
  lower: () => inSet('mark:lost'),
  examples: [
    [{ sets: ['mark:lost'] }, { op: 'is' }, true],
    [{ sets: ['mark:lost'] }, { op: 'is_not' }, false],
    [{}, { op: 'is' }, false],
  ],
})
