import type { FieldDefinition, FieldType } from '../catalog.ts'
import { shown } from '../shown.ts'
import { parseBirthday, parseDay } from '../values/day.ts'
import { instantText, parseInstant } from '../values/instant.ts'
import { parseListText } from '../values/list-text.ts'
import { isEmailAddress, isPhoneNumber, isWebAddress } from '../values/syntax.ts'
import { isStorable, tidyText } from '../values/text.ts'
import { type Field, toField } from './field.ts'

/** A field's value as the record stores it, in JSON: dates and instants are texts, null is missing. */
export type FieldValue = string | number | boolean | string[] | null

/** A value, or a sentence that says what is wrong and what would be accepted. */
export type Parsed = { value: FieldValue } | { problem: string }

/** A field's value from JSON; null, blank texts and lists of blanks clear it. */
export function parseFieldValue(definition: FieldDefinition | Field, raw: unknown): Parsed {
  if (raw === null) return { value: null }
  const field = 'column' in definition ? definition : toField(definition)
  return PARSERS[field.type](raw, field)
}

/** A field's value from a CSV cell or a form; blank clears it. */
export function parseFieldText(definition: FieldDefinition | Field, text: string): Parsed {
  const tidy = tidyText(text)
  if (tidy === '') return { value: null }
  const raw = READERS[definition.type]?.(tidy)
  return parseFieldValue(definition, raw ?? tidy)
}

type Parser = (raw: unknown, field: Field) => Parsed

const PARSERS: Record<FieldType, Parser> = {
  text: (raw) => parseText(raw, (value) => ({ value })),
  email: (raw) => parseSyntax(raw, isEmailAddress, 'an e-mail address such as "ada@example.org"'),
  phone: (raw) => parseSyntax(raw, isPhoneNumber, 'a phone number such as "+62 812 3456 7890"'),
  url: (raw) => parseSyntax(raw, isWebAddress, 'a web address such as "https://example.org"'),
  select: (raw, field) => parseText(raw, (text) => parseChoice(text, field)),
  list: parseList,
  number: (raw) =>
    typeof raw === 'number' && Number.isFinite(raw) ? { value: raw + 0 } : refuse(raw, 'a number such as 12.5'),
  boolean: (raw) => (typeof raw === 'boolean' ? { value: raw } : refuse(raw, 'true or false')),
  date: (raw) => parseText(raw, parseDate),
  instant: (raw) => parseText(raw, parseTime),
}

// What a cell writes otherwise than JSON does. Numbers are plain decimals: in "1,000" the comma means a thousand to some
// and a fraction to others.
const READERS: Partial<Record<FieldType, (text: string) => unknown>> = {
  number: (text) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined),
  boolean: (text) => BOOLEANS.get(text.toLowerCase()),
  list: parseListText,
}

const BOOLEANS = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])

function parseText(raw: unknown, parse: (text: string) => Parsed): Parsed {
  if (typeof raw !== 'string') return refuse(raw, 'a text')
  if (!isStorable(raw)) return { problem: 'A text may contain neither U+0000 nor half of a surrogate pair.' }
  const text = tidyText(raw)
  return text === '' ? { value: null } : parse(text)
}

function parseSyntax(raw: unknown, isRight: (text: string) => boolean, expected: string): Parsed {
  return parseText(raw, (value) => (isRight(value) ? { value } : refuse(value, expected)))
}

function parseChoice(text: string, field: Field): { value: string } | { problem: string } {
  return field.choices ? field.choices.parse(text) : { value: text }
}

function parseList(raw: unknown, field: Field): Parsed {
  if (!Array.isArray(raw)) return refuse(raw, 'a list of texts')
  const values = new Set<string>()
  for (const element of raw) {
    const parsed = parseText(element, (text) => parseChoice(text, field))
    if ('problem' in parsed) return parsed
    if (typeof parsed.value === 'string') values.add(parsed.value)
  }
  return { value: values.size === 0 ? null : [...values] }
}

function parseDate(text: string): Parsed {
  const isDate = parseDay(text) !== undefined || parseBirthday(text) !== undefined
  return isDate ? { value: text } : refuse(text, 'a date such as "2007-09-01", or "--09-01" without its year')
}

function parseTime(text: string): Parsed {
  const instant = parseInstant(text)
  return instant === undefined
    ? refuse(text, 'a time with its offset such as "2007-09-01T08:30:00Z"')
    : { value: instantText(instant) }
}

function refuse(raw: unknown, expected: string): Parsed {
  return { problem: `${shown(raw)} is not ${expected}.` }
}
