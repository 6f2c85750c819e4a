import type { EmailAddress } from './email-address.ts'
import { isDisposable } from './is-disposable.ts'

// Mailboxes that several people or a program read: RFC 2142, and what is customary beside it.
const ROLES = new Set(
  `abuse accounting accounts admin administrator billing careers compliance contact customerservice devnull dns enquiries
  enquiry feedback ftp help helpdesk hostmaster hr info information inquiries inquiry jobs legal list list-request mail
  mailer-daemon marketing media news newsletter no-reply nobody noc noreply office orders postmaster press privacy
  recruitment root sales security service spam staff subscribe support sysadmin team test undisclosed-recipients
  unsubscribe usenet uucp webmaster www`.split(/\s+/),
)

/** What can be said of an address without asking anyone: `risky` when it is disposable or a role, else `valid`. */
export function judgeAddress({ local, domain }: EmailAddress): 'valid' | 'risky' {
  const name = local.toLowerCase().replace(/\+.*$/, '')
  return ROLES.has(name) || isDisposable(domain) ? 'risky' : 'valid'
}
