import type { TextChannel } from '@rollcall/contract'
import { parsePhoneNumber, saysItsCountry } from './phone-number.ts'

/** Whether addresses on a channel are numbers. */
function hasNumbers(channel: TextChannel): boolean {
  return channel === 'sms' || channel === 'whatsapp'
}

/** An address on a channel as it is stored; undefined when nothing can be sent there. */
export function parseReachableAddress(text: string, channel: TextChannel): string | undefined {
  const tidy = text.trim().normalize('NFC')
  if (!hasNumbers(channel)) return tidy
  const number = parsePhoneNumber(tidy, null)
  return number !== undefined && saysItsCountry(number) ? number : undefined
}

/** What is wrong with one that is none, in words. */
export function unreachableWords(text: string): string {
  return `${JSON.stringify(text)} is not a number that can be reached: write it as +, country and number, such as +15005550006`
}
