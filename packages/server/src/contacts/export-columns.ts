import { CHANNELS, type contact } from '@rollcall/contract'
import { derivedFields } from '@rollcall/filters'
import type { z } from 'zod'
import { contactColumns } from './contact-columns.ts'
import { toCsvLine } from './csv/to-csv-line.ts'
import { valueText } from './value-text.ts'

type Contact = z.output<typeof contact>

/** What an import reads and everyone has. */
const IMPORTED = [...contactColumns, 'status', 'funnel', 'lost', 'tracking', 'tags'] as const

const OTHERS = [
  ...['id', 'validation', 'inboxProvider', 'suppressed'],
  ...['createdAt', 'updatedAt', 'subscribedAt', 'unsubscribedAt'],
] as const

/** What follows from messages: in a file only when asked for, because the record does not hold it. */
const DERIVED = derivedFields.map(({ key }) => key)

const FIELD = 'fields.'

type Used = { fields: string[]; channels: string[]; consent: string[] }

/** The columns of an export that says none: all that an import reads. */
export function importedColumns(used: Used): string[] {
  return [...IMPORTED, ...usedColumns(used)]
}

/** All columns of the record. */
export function allColumns(used: Used): string[] {
  return ['id', ...IMPORTED, ...OTHERS.filter((column) => column !== 'id'), ...usedColumns(used)]
}

function usedColumns({ fields, channels, consent }: Used): string[] {
  return [
    ...fields.map((key) => FIELD + key),
    ...channels.map((channel) => `channels.${channel}`),
    ...consent.map((channel) => `consent.${channel}`),
  ]
}

/** The column that a request means: a built-in key, a field's key with or without `fields.`, a channel's. */
export function findExportColumn(text: string, fieldKeys: readonly string[]): string | undefined {
  if ([...IMPORTED, ...OTHERS, ...DERIVED].some((column) => column === text)) return text
  if (CHANNELS.some((channel) => text === `channels.${channel}` || text === `consent.${channel}`)) return text
  const key = text.startsWith(FIELD) ? text.slice(FIELD.length) : text
  return fieldKeys.includes(key) ? FIELD + key : undefined
}

/** Whether any of these columns follows from messages. */
export function hasDerived(columns: readonly string[]): boolean {
  return columns.some((column) => DERIVED.includes(column))
}

/** What a column is called in the file, as an import understands it. */
export function toHeader(column: string): string {
  return column.startsWith(FIELD) ? column.slice(FIELD.length) : column
}

/** The first line of a CSV with these columns. */
export function toCsvHead(columns: readonly string[]): string {
  return toCsvLine(columns.map(toHeader))
}

/** A contact's line of a CSV with these columns, as an import reads it back. */
export function toContactLine(contact: Contact, columns: readonly string[]): string {
  return toCsvLine(columns.map((column) => toCell(contact, column)))
}

function toCell(contact: Contact, column: string): string {
  // Stored only when given; otherwise the first and last name say it.
  if (column === 'name' && contact.name === joined(contact)) return ''
  return valueText(columnValue(contact, column))
}

function joined({ firstName, lastName }: Contact): string {
  return [firstName, lastName].filter((part) => part !== null).join(' ')
}

/** A contact's value of a column. */
export function columnValue(contact: Contact, column: string): unknown {
  const [family = '', ...rest] = column.split('.')
  const record: Record<string, unknown> = contact
  if (rest.length === 0) return record[column]
  // why: fields, channels and consent are records by the contract
  return (record[family] as Record<string, unknown>)[rest.join('.')]
}
