import { type FieldType, parseFieldText } from '@rollcall/filters'

// Guessed only where every value looks like it; select, list, url, email and phone only a person can mean.
const GUESSED = ['number', 'boolean', 'date', 'instant'] as const satisfies FieldType[]

/** What a column of cells seems to hold; text when in doubt, because text loses nothing. */
export function guessFieldType(cells: Iterable<string>): FieldType {
  const values = [...cells].map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (values.length === 0) return 'text'
  return GUESSED.find((type) => values.every((value) => looksLike(type, value))) ?? 'text'
}

function looksLike(type: (typeof GUESSED)[number], value: string): boolean {
  if (type === 'number' && isCode(value)) return false
  if (type === 'boolean') return /^(true|false|yes|no)$/i.test(value)
  return 'value' in parseFieldText({ key: 'guess', name: 'Guess', type }, value)
}

// 01234 and +4930123 are codes and phone numbers: as numbers they would lose their start. Doubles hold 15 digits.
function isCode(value: string): boolean {
  return /^[+-]?0\d/.test(value) || value.startsWith('+') || value.replaceAll(/\D/g, '').length > 15
}
