import { domainToASCII } from 'node:url'
import { fold } from '@rollcall/filters'

/** An address: as written, the form in which addresses are the same, and its parts, the domain in ASCII lower case. */
export type EmailAddress = { address: string; key: string; local: string; domain: string }

// RFC 5321, 4.5.3.1: 64 octets for the local part, 256 for the path with its angle brackets.
const LONGEST_LOCAL = 64
const LONGEST_ADDRESS = 254
const LONGEST_DOMAIN = 253

// RFC 5321 dot-string, with the letters of other scripts (RFC 6531). Quoted local parts are refused: nobody has one, and
// they let spaces and commas into headers.
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const INVISIBLE = /[\s\p{C}]/u

/** An e-mail address from text that is trimmed and composed, or undefined when it is none. */
export function parseEmailAddress(text: string): EmailAddress | undefined {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  if (at < 1 || !LOCAL.test(local) || INVISIBLE.test(text)) return undefined
  if (Buffer.byteLength(local) > LONGEST_LOCAL || Buffer.byteLength(text) > LONGEST_ADDRESS) return undefined
  const domain = toAsciiDomain(text.slice(at + 1))
  return isDomain(domain) ? { address: text, key: fold(text), local, domain } : undefined
}

// Plain domains are nearly all there are, and converting costs a hundred times more than looking.
function toAsciiDomain(domain: string): string {
  const lower = domain.toLowerCase()
  return /^[a-z0-9.-]*$/.test(lower) ? lower : domainToASCII(lower)
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  if (labels.length < 2 || domain.length > LONGEST_DOMAIN) return false
  const isNumericTop = /^\d+$/.test(labels[labels.length - 1] ?? '')
  return !isNumericTop && labels.every((label) => LABEL.test(label))
}
