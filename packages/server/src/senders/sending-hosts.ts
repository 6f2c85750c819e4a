import type { Config } from '../config.ts'
import { parseSmtpUrl } from './smtp.ts'

/** The hosts that mail is handed over to; none: it stays in the built-in catcher. */
export function sendingHosts({ smtpUrl }: Pick<Config, 'smtpUrl'>): string[] {
  return smtpUrl === null ? [] : [parseSmtpUrl(smtpUrl).host]
}
