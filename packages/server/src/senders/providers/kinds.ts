import { mailgun } from './mailgun.ts'
import type { ProviderKind } from './provider-kind.ts'
import { resend } from './resend.ts'
import { sendgrid } from './sendgrid.ts'
import { ses } from './ses.ts'
import { smtp } from './smtp.ts'

/** Every sending service that Rollcall speaks to, in the order in which people are shown them. */
export const PROVIDER_KINDS: readonly ProviderKind[] = [smtp, ses, resend, sendgrid, mailgun]

/** The built-in sending: SMTP_URL, or the mail catcher. Seed 003 calls it so. */
export const BUILT_IN = 'migma'

/** The service with this id, or undefined. */
export function findKind(id: string): ProviderKind | undefined {
  return PROVIDER_KINDS.find((kind) => kind.id === id)
}
