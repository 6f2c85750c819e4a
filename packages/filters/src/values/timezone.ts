import { suggestion } from '../closest.ts'
import { quoted } from '../quoted.ts'
import { shown } from '../shown.ts'
import type { Choices } from './choices.ts'

// Node and browsers name some zones as they were called when CLDR began; people know them by today's IANA names.
const RENAMED: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** The IANA name of a time zone given in any case or by an older name, or undefined. */
export function parseTimezone(text: string): string | undefined {
  const name = text.trim()
  // Intl also takes offsets such as +07:00, which are no zones: they know no daylight saving.
  if (!/^[a-z]/i.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return RENAMED[timeZone] ?? timeZone
  } catch {
    return undefined
  }
}

/** Time zones as choices, by their IANA names. */
export const timezoneChoices: Choices = {
  parse: (text) => {
    const value = parseTimezone(text)
    if (value) return { value }
    const near = suggestion(text, listTimezones())
    return { problem: `${shown(text)} is not a time zone: give an IANA name such as "Asia/Jakarta".${near}` }
  },
  words: quoted,
  list: () => listTimezones().map((value) => ({ value, label: value.replaceAll('_', ' ') })),
}

function listTimezones(): string[] {
  const names = Intl.supportedValuesOf('timeZone').map((name) => RENAMED[name] ?? name)
  return ['UTC', ...names.filter((name) => name !== 'UTC').sort()]
}
