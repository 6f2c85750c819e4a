import { isIP } from 'node:net'

// What each service asks its customers to put into SPF, by the host that mail is handed over to. As their pages say
// (November 2026); Resend sends through Amazon SES.
const INCLUDES: [host: RegExp, service: string, include: string][] = [
  [/(^|\.)amazonaws\.com$/, 'Amazon SES', 'amazonses.com'],
  [/(^|\.)resend\.com$/, 'Resend', 'amazonses.com'],
  [/(^|\.)sendgrid\.(net|com)$/, 'SendGrid', 'sendgrid.net'],
  [/(^|\.)mailgun\.(org|net)$/, 'Mailgun', 'mailgun.org'],
  [/(^|\.)postmarkapp\.com$/, 'Postmark', 'spf.mtasv.net'],
  [/(^|\.)(gmail|google)\.com$/, 'Google Workspace', '_spf.google.com'],
  [/(^|\.)office365\.com$/, 'Microsoft 365', 'spf.protection.outlook.com'],
]

/** How SPF names whoever sends: `service` is null for a server that we know only by its host. */
export type SpfTerm = { term: string; host: string; service: string | null }

/** The term for a host that mail is handed over to. */
export function spfTermOf(host: string): SpfTerm {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '')
  const known = INCLUDES.find(([pattern]) => pattern.test(name))
  if (known) return { term: `include:${known[2]}`, host: name, service: known[1] }
  const version = isIP(name)
  return { term: version === 0 ? `a:${name}` : `ip${version}:${name}`, host: name, service: null }
}
