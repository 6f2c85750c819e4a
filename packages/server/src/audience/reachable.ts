import { type MessageChannel, SUPPRESSION_REASONS } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'

/** A reason for which members of an audience get nothing, and who they are. */
export type Unreachable = { reason: string; detail: string; when: Lowering }

/**
 * Why a member gets no marketing e-mail, in the order in which reasons are told; each person has the first that holds.
 * `risky` addresses are sent to.
 */
export const UNREACHABLE: readonly Unreachable[] = [
  {
    reason: 'no_address',
    detail: 'have no e-mail address',
    when: { is: 'not', of: { is: 'present', column: 'email' } },
  },
  { reason: 'suppressed', detail: 'are on the suppression list', when: anySuppression() },
  { reason: 'unsubscribed', detail: 'unsubscribed', when: status('unsubscribed') },
  { reason: 'non_subscribed', detail: 'never subscribed', when: status('non-subscribed') },
  { reason: 'bounced', detail: 'bounced', when: status('bounced') },
  {
    reason: 'invalid_address',
    detail: 'have an address that cannot receive mail',
    when: { is: 'codes', column: 'validation', any: ['invalid'] },
  },
  { reason: 'paused', detail: 'paused their subscription', when: { is: 'set', set: 'mark:paused' } },
]

/** The same on any channel: on those beyond e-mail people must have said yes. Agrees with skipReason in store/skip-reason.ts. */
export function unreachableOn(channel: MessageChannel): readonly Unreachable[] {
  if (channel === 'email') return UNREACHABLE
  const set = (name: string): Lowering => ({ is: 'set', set: name })
  const on = CHANNEL_NAMES[channel]
  return [
    {
      reason: 'no_address',
      detail: channel === 'sms' ? 'have no phone number' : `have no address on ${on}`,
      when: { is: 'not', of: set(`channel:${channel}`) },
    },
    { reason: 'suppressed', detail: 'had themselves erased', when: set('suppression:erased') },
    {
      reason: 'bounced',
      detail:
        channel === 'sms' ? 'have a number that cannot be reached' : `have an address on ${on} that does not exist`,
      when: set(`consent:${channel}:bounced`),
    },
    { reason: 'opted_out', detail: `said no to ${on}`, when: set(`consent:${channel}:opted_out`) },
    {
      reason: 'no_consent',
      detail: `never said yes to ${on}`,
      when: { is: 'not', of: set(`consent:${channel}:opted_in`) },
    },
    { reason: 'paused', detail: 'paused their subscription', when: set('mark:paused') },
  ]
}

/** What people call each channel. */
export const CHANNEL_NAMES: Record<MessageChannel, string> = {
  email: 'e-mail',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  push: 'push',
  webchat: 'web chat',
  instagram: 'Instagram',
  messenger: 'Messenger',
  telegram: 'Telegram',
}

export const NOT_ON_TOPIC = { reason: 'topic_not_subscribed', detail: 'are not subscribed to its topic' }

/** What a message is, as far as it decides who gets it. */
export type MessageAbout = {
  channel?: MessageChannel | undefined
  topic: { id: string; default: 'opt_in' | 'opt_out' } | null
}

/** The same for messages about a topic: last, whoever does not get that, by their answer or its default. */
export function unreachableFor({ channel = 'email', topic }: MessageAbout): readonly Unreachable[] {
  const reasons = unreachableOn(channel)
  if (topic === null) return reasons
  const answered = (answer: string): Lowering => ({ is: 'set', set: `topic:${topic.id}:${answer}` })
  const when: Lowering = topic.default === 'opt_in' ? answered('opted_out') : { is: 'not', of: answered('opted_in') }
  return [...reasons, { ...NOT_ON_TOPIC, when }]
}

/** Those of an audience who can get marketing; marketing e-mail unless other reasons against it are given. */
export function reachable(audience: Lowering, unreachable: readonly Unreachable[] = UNREACHABLE): Lowering {
  return { is: 'all', of: [audience, { is: 'not', of: { is: 'any', of: unreachable.map(({ when }) => when) } }] }
}

function status(code: string): Lowering {
  return { is: 'codes', column: 'status', any: [code] }
}

function anySuppression(): Lowering {
  return { is: 'any', of: SUPPRESSION_REASONS.map((reason) => ({ is: 'set', set: `suppression:${reason}` })) }
}
