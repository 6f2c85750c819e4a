import { inSample } from '../primitives.ts'
import { hundredths, percentPart } from './parts/percent-part.ts'
import { textPart } from './parts/text-part.ts'
import { question } from './question/question.ts'

/** A stable share of everybody. */
export const sample = question({
  id: 'sample',
  summary: 'A share of everybody that stays the same for a salt, from one percentage to another.',
  label: 'Random share',
  group: 'Audience',
  parts: {
    salt: textPart({ key: 'salt', label: 'Salt' }),
    from: percentPart({ key: 'from', label: 'From' }),
    to: percentPart({ key: 'to', label: 'To' }),
  },
  flaws: ({ from = 0, to = 0 }, { report }) => {
    if (from >= to) report('/to', `"to" is above "from", and ${to} is not above ${from}.`)
  },
  words: (_values, { part }) => `is among ${part('from')} to ${part('to')} of everyone by ${part('salt')}`,
  lower: ({ salt = '', from = 0, to = 0 }) => inSample({ salt, from: hundredths(from), to: hundredths(to) }),
  examples: [
    [
      { idBytes: Array.from({ length: 16 }, (_, index) => index) },
      { salt: 'holdout-2026', from: 28.93, to: 28.94 },
      true,
    ],
    [{ idBytes: Array.from({ length: 16 }, (_, index) => index) }, { salt: 'holdout-2026', from: 0, to: 28.93 }, false],
    [{ idBytes: Array(16).fill(255) }, { salt: 'größe', from: 97.65, to: 100 }, true],
    [{}, { salt: 'holdout-2026', from: 0, to: 10 }, false],
  ],
})
