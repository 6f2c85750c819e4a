import type { CampaignResults } from '../../api.ts'
import type { Channel } from '../../parts/channel-names.ts'
import type { DeliveryState } from '../campaign-results/search.ts'

/** What each state of a message is called. */
export const STATE_WORDS: Record<DeliveryState, string> = {
  sent: 'sent',
  sending: 'on its way',
  queued: 'waiting',
  deferred: 'later',
  skipped: 'skipped',
  failed: 'failed',
  uncertain: 'uncertain',
  cancelled: 'cancelled',
}

/** What each means, in a sentence, of a message of that channel. */
export function meaningOf(state: DeliveryState, channel: Channel): string {
  return (channel === 'email' ? undefined : TEXT_MEANINGS[state]) ?? MEANINGS[state]
}

const MEANINGS: Record<DeliveryState, string> = {
  sent: 'Their mail server took it over.',
  sending: 'Being handed over right now.',
  queued: 'Nothing was tried yet.',
  deferred: 'Their mail server said later; it is tried again by itself.',
  skipped: 'Nothing was sent, for a reason that lies with the person.',
  failed: 'Tried, and refused for good.',
  uncertain: 'The mail server broke off before it answered: it may have arrived. It is not sent again by itself.',
  cancelled: 'The campaign was cancelled before their turn came.',
}

// Between a text and its phone there is a provider, and no mail server.
const TEXT_MEANINGS: Partial<Record<DeliveryState, string>> = {
  sent: 'The provider took it over.',
  deferred: 'The provider said later; it is tried again by itself.',
  uncertain: 'The provider broke off before it answered: it may have arrived. It is not sent again.',
}

/** How many of them wait for more than their turn: they heard from us too often lately. */
export function heldOf({ queuedReasons }: CampaignResults): number {
  return queuedReasons.reduce((sum, { count }) => sum + count, 0)
}

/** How many still may get something. */
export function leftOf({ queued, sending, deferred }: CampaignResults): number {
  return queued + sending + deferred
}
