import { builtInFields, parseFieldValue } from '@rollcall/filters'
import type { ContactColumn } from './contact-columns.ts'

type Parsed = { value: string } | { problem: string }

const CHOICE_COLUMNS = ['country', 'language', 'timezone', 'source'] as const satisfies ContactColumn[]

export type ChoiceColumn = (typeof CHOICE_COLUMNS)[number]

/** Whether a column is compared exactly, rather than as folded text. */
export function isChoiceColumn(column: ContactColumn): column is ChoiceColumn {
  return CHOICE_COLUMNS.some((choice) => choice === column)
}

// Recognising a time zone makes a formatter: a million rows say the same few.
const REMEMBERED = 10_000
const remembered = new Map<string, Parsed>()

/** A country, language, time zone or source as it is stored, or a sentence that says what would be accepted. */
export function parseChoiceColumn(column: ChoiceColumn, text: string): Parsed {
  const key = `${column}:${text}`
  const known = remembered.get(key)
  if (known) return known
  const parsed = parse(column, text)
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(key, parsed)
  return parsed
}

function parse(column: ChoiceColumn, text: string): Parsed {
  const field = builtInFields.find(({ key }) => key === column)
  if (!field) throw new Error(`${column} should be a built-in field.`)
  const parsed = parseFieldValue(field, text)
  if ('problem' in parsed) return parsed
  return typeof parsed.value === 'string' ? { value: parsed.value } : { problem: 'must be a text' }
}
