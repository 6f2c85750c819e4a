import { inSet } from '../primitives.ts'
import { question } from './question/question.ts'

/** The pause that somebody asked for: no marketing e-mail until it ends. */
export const paused = question({
  id: 'paused',
  summary: 'Whether a contact paused marketing e-mail in the preference centre; a pause ends by itself.',
  label: 'Pause',
  group: 'Contact',
  operators: [
    { id: 'is', label: 'has paused' },
    { id: 'is_not', label: 'has not paused' },
  ],
  parts: {},
  words: (_values, { is }) => (is ? 'has paused' : 'has not paused'),
  lower: () => inSet('mark:paused'),
  examples: [
    [{ sets: ['mark:paused'] }, { op: 'is' }, true],
    [{ sets: ['mark:paused'] }, { op: 'is_not' }, false],
    [{}, { op: 'is' }, false],
  ],
})
