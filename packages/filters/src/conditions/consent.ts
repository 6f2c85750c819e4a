import type { Lowering } from '../lowering.ts'
import { hasCode, inSet, not, some } from '../primitives.ts'
import { CHANNEL_LABELS, CHANNELS } from './channels.ts'
import { choicePart, choicesPart } from './parts/choice-part.ts'
import { question } from './question/question.ts'

const STATES = ['opted_in', 'opted_out', 'unknown'] as const

const STATE_LABELS = new Map([
  ['opted_in', 'opted in'],
  ['opted_out', 'opted out'],
])

/** What a contact said about being written to on a channel. */
export const consent = question({
  id: 'consent',
  summary: `What a contact said about a channel: ${STATES.join(', ')}. On email, status says it.`,
  label: 'Consent',
  group: 'Contact',
  operators: [
    { id: 'is', label: 'is' },
    { id: 'is_not', label: 'is not' },
  ],
  parts: {
    channel: choicePart({
      key: 'channel',
      label: 'Channel',
      options: CHANNELS,
      labels: CHANNEL_LABELS,
      isRequired: true,
    }),
    values: choicesPart({ key: 'values', label: 'Consent', options: STATES, labels: STATE_LABELS, isRequired: true }),
  },
  words: (_values, { is, part }) => `consent on ${part('channel')} ${is ? 'is' : 'is not'} ${part('values')}`,
  lower: ({ channel = '', values = [] }) => {
    const [optedIn, optedOut] = channel === 'email' ? BY_STATUS : bySets(channel)
    const states: Record<string, Lowering> = {
      opted_in: optedIn,
      opted_out: optedOut,
      unknown: not(some([optedIn, optedOut])),
    }
    return some(values.flatMap((state) => states[state] ?? []))
  },
  examples: [
    [{ sets: ['consent:sms:opted_in'] }, { channel: 'sms', op: 'is', values: ['opted_in'] }, true],
    [{ sets: ['consent:sms:opted_in'] }, { channel: 'push', op: 'is', values: ['opted_in'] }, false],
    [{ columns: { status: 'unsubscribed' } }, { channel: 'email', op: 'is', values: ['opted_out'] }, true],
    [{ columns: { status: 'bounced' } }, { channel: 'email', op: 'is_not', values: ['unknown'] }, false],
    [{}, { channel: 'sms', op: 'is', values: ['unknown'] }, true],
  ],
})

const BY_STATUS = [hasCode('status', ['subscribed']), hasCode('status', ['unsubscribed'])] as const

function bySets(channel: string): readonly [Lowering, Lowering] {
  return [inSet(`consent:${channel}:opted_in`), inSet(`consent:${channel}:opted_out`)]
}
