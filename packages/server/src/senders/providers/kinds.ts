import type { MessageChannel } from '@rollcall/contract'
import { mailgun } from './mailgun.ts'
import type { ProviderKind, Settings } from './provider-kind.ts'
import { resend } from './resend.ts'
import { sendgrid } from './sendgrid.ts'
import { ses } from './ses.ts'
import { smtp } from './smtp.ts'
import { twilio } from './twilio.ts'
import { webhook } from './webhook.ts'

/** Every sending service that Rollcall speaks to, in the order in which people are shown them. */
export const PROVIDER_KINDS: readonly ProviderKind[] = [smtp, ses, resend, sendgrid, mailgun, twilio, webhook]

/** The built-in sending: SMTP_URL, or the mail catcher. */
export const BUILT_IN = 'migma'

/** What services of a kind can carry. */
export function channelsOf({ channels }: ProviderKind): readonly MessageChannel[] {
  return channels ?? ['email']
}

/** What an account carries. */
export function channelOf(kind: ProviderKind, { channel }: Settings): MessageChannel {
  const [first = 'email', ...others] = channelsOf(kind)
  return others.find((one) => one === channel) ?? first
}

/** The service with this id, or undefined. */
export function findKind(id: string): ProviderKind | undefined {
  return PROVIDER_KINDS.find((kind) => kind.id === id)
}
