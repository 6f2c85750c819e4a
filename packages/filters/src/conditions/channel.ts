import { inSet, some } from '../primitives.ts'
import { CHANNEL_LABELS, CHANNELS } from './channels.ts'
import { choicesPart } from './parts/choice-part.ts'
import { question } from './question/question.ts'

/** On which channels a contact has an address. */
export const channel = question({
  id: 'channel',
  summary: `Whether a contact has an address on any of these channels: ${CHANNELS.join(', ')}.`,
  label: 'Channels',
  group: 'Contact',
  operators: [
    { id: 'is', label: 'has an address on' },
    { id: 'is_not', label: 'has no address on' },
  ],
  parts: {
    values: choicesPart({
      key: 'values',
      label: 'Channels',
      options: CHANNELS,
      labels: CHANNEL_LABELS,
      isRequired: true,
    }),
  },
  words: (_values, { is, part }) => `${is ? 'has an' : 'has no'} address on ${part('values')}`,
  lower: ({ values = [] }) => some(values.map((name) => inSet(`channel:${name}`))),
  examples: [
    [{ sets: ['channel:sms'] }, { op: 'is', values: ['sms', 'push'] }, true],
    [{ sets: ['channel:sms'] }, { op: 'is', values: ['whatsapp'] }, false],
    [{ sets: ['channel:sms'] }, { op: 'is_not', values: ['sms', 'push'] }, false],
    [{}, { op: 'is', values: ['email'] }, false],
    [{}, { op: 'is_not', values: ['email'] }, true],
  ],
})
