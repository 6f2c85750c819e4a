// What a mailbox of RFC 5321 looks like in practice: no quoted local part, no address literal; letters of any script.
const LOCAL_PART = /^[^\s@"(),:;<>[\]\\.]+(\.[^\s@"(),:;<>[\]\\.]+)*$/u
const DOMAIN =
  /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u

/** Whether a text looks like one e-mail address; nobody is asked whether it exists. */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)]
  // RFC 5321, section 4.5.3.1: 64 octets before the @, 255 after it, 254 in all.
  if (at < 1 || local.length > 64 || text.length > 254) return false
  return LOCAL_PART.test(local) && DOMAIN.test(domain)
}

/** Whether a text looks like a phone number: 4 to 15 digits (E.164's most), with the usual separators. */
export function isPhoneNumber(text: string): boolean {
  return /^\+?[\d\s().\-/]+$/.test(text) && /^\d{4,15}$/.test(text.replaceAll(/\D/g, ''))
}

/** Whether a text is an absolute http or https address. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}
