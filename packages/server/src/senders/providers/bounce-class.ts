import { refusalClassOf } from '../../email/refusal-class.ts'
import type { Report } from './provider-kind.ts'

/**
 * Whether a message that did not arrive says that nobody has this address. `type` and `detail` are the words of Amazon SES,
 * which Resend passes on: Permanent, Transient, Undetermined; `status` is RFC 3463's.
 */
export function bounceOf(told: {
  type?: string
  detail?: string
  status?: string
  note: string
}): Extract<Report['what'], 'bounced' | 'undelivered'> {
  const { type = '', detail = '', status = '', note } = told
  if (/^(transient|undetermined)$/i.test(type)) return 'undelivered'
  if (/content|attachment|messagetoolarge/i.test(detail)) return 'undelivered'
  // A permanent bounce for reasons of policy is about us; without a code the service has judged it.
  const codes = `${/^5\.\d{1,3}\.\d{1,3}$/.test(status) ? status : ''} ${note}`
  const hasCode = /\b5\.\d{1,3}\.\d{1,3}\b/.test(codes.replaceAll('5.0.0', ''))
  if (/^permanent$/i.test(type) && !hasCode) return 'bounced'
  return refusalClassOf(codes) === 'recipient' ? 'bounced' : 'undelivered'
}
