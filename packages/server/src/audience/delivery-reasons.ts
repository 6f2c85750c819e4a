import type { MessageChannel } from '@rollcall/contract'
import { NOT_ON_TOPIC, UNREACHABLE, unreachableOn } from './reachable.ts'

const OTHER_REASONS: Record<string, string> = {
  deleted: 'were deleted',
  expired: 'had not got it when it expired',
  left_audience: 'left the audience before their turn came',
  frequency_cap: 'got as many messages lately as this campaign allows',
  no_mailbox: 'have an address that does not exist (any more)',
  merged: 'were merged with somebody who was in the audience as well',
  rejected: 'were refused for good by the receiving mail server',
  gave_up: 'were put off by the receiving mail server again and again',
  bad_template: 'could not be written, because the template fails for this person',
  bad_address: 'have an address that mail cannot be sent to',
}

const DETAILS = new Map([
  [NOT_ON_TOPIC.reason, NOT_ON_TOPIC.detail] as const,
  ...UNREACHABLE.map(({ reason, detail }) => [reason, detail] as const),
  ...Object.entries(OTHER_REASONS),
])

// Where there is no mail server.
const ON_CHANNELS: Record<string, string> = {
  no_mailbox: 'have an address that cannot be reached',
  rejected: 'were refused for good by the provider',
  gave_up: 'were put off by the provider again and again',
  bad_address: 'have an address that nothing can be sent to',
}

/** What a reason in the ledger of a channel means, as the end of "312 people …". */
export function describeReason(reason: string, channel: MessageChannel = 'email'): string {
  if (channel === 'email') return DETAILS.get(reason) ?? reason
  const known = unreachableOn(channel).find((one) => one.reason === reason)?.detail
  return known ?? ON_CHANNELS[reason] ?? DETAILS.get(reason) ?? reason
}
