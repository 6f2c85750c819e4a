import type { Config } from '../config.ts'
import { parseSmtpUrl } from './smtp.ts'

/**
 * Why mail must not leave with this configuration, or undefined. Anything beyond this machine needs a public URL over https:
 * RFC 8058 asks for it, and people must be able to follow the unsubscribe link.
 */
export function findTransportProblem({
  smtpUrl,
  publicUrl,
}: Pick<Config, 'smtpUrl' | 'publicUrl'>): string | undefined {
  if (smtpUrl === null) return undefined
  const { host } = parseSmtpUrl(smtpUrl)
  if (isLoopback(host) || new URL(publicUrl).protocol === 'https:') return undefined
  return `Mail would leave through ${host}, but the public URL ${publicUrl} is not https, so nobody could unsubscribe with one click. Set ROLLCALL_PUBLIC_URL to an https address.`
}

/** Whether mail for this host stays on this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
