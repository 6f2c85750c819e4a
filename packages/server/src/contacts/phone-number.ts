import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

// E.164 allows 15 digits; the shortest subscriber numbers have 4.
const FEWEST_DIGITS = 4
const MOST_DIGITS = 15

// A number as all services know it (ITU-T E.164); without its country nobody knows whose it is.
const E164 = /^\+[1-9]\d{6,14}$/

/** Whether a number that was stored says its country, so that something can be sent to it. */
export function saysItsCountry(number: string): boolean {
  return E164.test(number)
}

/**
 * A phone number as it is stored: in E.164 when it says its country with + or `country` (ISO 3166-1 alpha-2) does, else its
 * bare digits, which match the same digits only. Undefined when it is no phone number.
 */
export function parsePhoneNumber(text: string, country: string | null): string | undefined {
  const region = country !== null && isSupportedCountry(country) ? country : undefined
  return toE164(text, region) ?? toDigits(text)
}

function toE164(text: string, region: CountryCode | undefined): string | undefined {
  const number = parsePhoneNumberFromString(text, { ...(region && { defaultCountry: region }), extract: false })
  return number?.isPossible() && !number.ext ? number.number : undefined
}

// A number with + that no numbering plan knows is a mistake, not a number without its country.
function toDigits(text: string): string | undefined {
  if (!/^[\d\s().\-/]+$/.test(text)) return undefined
  const digits = text.replaceAll(/\D/g, '')
  return digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS ? digits : undefined
}
