import { SUPPRESSION_REASONS } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'

/** Why somebody gets no marketing e-mail, as the end of "312 people …", and who they are. */
export type Unreachable = { reason: string; detail: string; when: Lowering }

/**
 * Why a member gets no marketing e-mail, in the order in which reasons are told; each person has the first that holds.
 * Source: filters.md, "Reachable by e-mail". `risky` addresses are sent to.
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

export const NOT_ON_TOPIC = { reason: 'topic_not_subscribed', detail: 'are not subscribed to its topic' }

/** The same for mail about a topic: last, whoever does not get that, by their answer or its default. */
export function unreachableFor(topic: { id: string; default: 'opt_in' | 'opt_out' } | null): readonly Unreachable[] {
  if (topic === null) return UNREACHABLE
  const answered = (answer: string): Lowering => ({ is: 'set', set: `topic:${topic.id}:${answer}` })
  const when: Lowering = topic.default === 'opt_in' ? answered('opted_out') : { is: 'not', of: answered('opted_in') }
  return [...UNREACHABLE, { ...NOT_ON_TOPIC, when }]
}

/** Those of an audience who can get marketing e-mail. */
export function reachable(audience: Lowering, unreachable: readonly Unreachable[] = UNREACHABLE): Lowering {
  return { is: 'all', of: [audience, { is: 'not', of: { is: 'any', of: unreachable.map(({ when }) => when) } }] }
}

function status(code: string): Lowering {
  return { is: 'codes', column: 'status', any: [code] }
}

function anySuppression(): Lowering {
  return { is: 'any', of: SUPPRESSION_REASONS.map((reason) => ({ is: 'set', set: `suppression:${reason}` })) }
}
