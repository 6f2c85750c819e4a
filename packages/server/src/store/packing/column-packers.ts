import type { ColumnValues } from '@rollcall/engine'
import {
  builtInFields,
  type ColumnDefinition,
  parseBirthday,
  parseDay,
  parseInstant,
  SEARCH_COLUMN,
  searchText,
} from '@rollcall/filters'
import { type CopyTuple, readSeconds } from './copy-reader.ts'
import { ESCAPED, type JsonValues, LITERAL, NESTED, TEXT } from './json-values.ts'
import { MemberPacker } from './member-packer.ts'
import { TextPacker } from './text-packer.ts'

/** A contact as it comes: its columns by name, the custom fields, and the folded texts of both. */
export type ContactSource = {
  tuple: CopyTuple
  place(column: string): number
  fields: JsonValues
  folded: JsonValues
  /** The keys of the two. */
  fieldKeys: string[]
  foldedKeys: string[]
}

/** Takes one column's value of contact after contact. */
export type ColumnPacker = { add(local: number): void; take(): ColumnValues }

/** How a column is made of what is read of contacts. */
export function columnPacker(source: ContactSource, { id, storage }: ColumnDefinition): ColumnPacker {
  if (id === SEARCH_COLUMN) return searchPacker(source)
  if (id === 'name') return namePacker(source)
  const field = id.startsWith('fields.') ? source.fieldKeys.indexOf(id.slice('fields.'.length)) : undefined
  if (storage === 'number') return numberPacker(source, field)
  if (storage === 'day') return dayPacker(source, field)
  if (storage === 'instant') return instantPacker(source, { id, field })
  if (storage === 'choices') return choicesPacker(source, { id, field })
  const write = textWriter(source, { id, field })
  return textsPacker(write)
}

type From = { id: string; field: number | undefined }

function textsPacker(write: (texts: TextPacker) => void): ColumnPacker {
  const texts = new TextPacker()
  return {
    add() {
      write(texts)
      texts.end()
    },
    take: () => texts.take(),
  }
}

type WriteText = (texts: TextPacker) => void

/** Adds the folded text, which is stored when it differs from the text itself. */
function textWriter({ tuple, fields, folded, ...source }: ContactSource, { id, field }: From): WriteText {
  const foldedKey = source.foldedKeys.indexOf(id)
  const column = source.place(id)
  return (texts) => {
    if (isText(folded, foldedKey)) texts.writeJson(folded, foldedKey)
    else if (field === undefined) writeColumn(texts, tuple, column)
    else if (fields.kind[field] === LITERAL) texts.write(fields.bytes, fields.from(field), fields.to(field))
    else texts.writeJson(fields, field)
  }
}

function writeColumn(texts: TextPacker, { bytes, from, to }: CopyTuple, column: number): void {
  if (to[column] !== -1) texts.write(bytes, from[column], to[column])
}

// The stored name, else first and last joined by one space, a blank part left out.
function namePacker(source: ContactSource): ColumnPacker {
  const [whole, first, last] = ['name', 'firstName', 'lastName'].map((id) =>
    textWriter(source, { id, field: undefined }),
  )
  return textsPacker((texts) => {
    whole(texts)
    if (!texts.isEmpty) return
    first(texts)
    if (texts.isEmpty) last(texts)
    else texts.writeAfter(SPACE, () => last(texts))
  })
}

const SPACE = 0x20
const LINE_END = new Uint8Array([0x0a])
const SEARCHED = ['email', 'phone', 'externalId', 'firstName', 'lastName', 'name', 'company']

function searchPacker({ tuple, place }: ContactSource): ColumnPacker {
  const places = SEARCHED.map(place)
  return textsPacker((texts) => {
    for (const column of places) {
      const [from, to] = [tuple.from[column], tuple.to[column]]
      if (to <= from) continue
      if (!texts.isEmpty) texts.write(LINE_END, 0, 1)
      if (!texts.writeLowered(tuple.bytes, from, to)) texts.writeText(searchText([toText(tuple, column)]))
    }
  })
}

function numbersPacker(read: () => number): ColumnPacker {
  const values: number[] = []
  return { add: () => values.push(read()), take: () => Float64Array.from(values) }
}

function numberPacker({ fields }: ContactSource, field = -1): ColumnPacker {
  return numbersPacker(() => (fields.kind[field] === LITERAL ? Number(fields.text(field)) : Number.NaN))
}

function dayPacker({ fields }: ContactSource, field = -1): ColumnPacker {
  const parse = remembering((text) => parseDay(text) ?? parseBirthday(text) ?? Number.NaN)
  return numbersPacker(() => (isText(fields, field) ? parse(fields.text(field)) : Number.NaN))
}

function instantPacker({ tuple, place, fields }: ContactSource, { id, field }: From): ColumnPacker {
  if (field !== undefined)
    return numbersPacker(() => (isText(fields, field) ? (parseInstant(fields.text(field)) ?? Number.NaN) : Number.NaN))
  const column = place(id)
  return numbersPacker(() => (tuple.to[column] === -1 ? Number.NaN : readSeconds(tuple.bytes, tuple.from[column])))
}

/** Built-in fields whose one value stands for several codes: `en-GB` is `en`, too. */
const CODES = new Map<string, (value: string) => string[]>()
for (const { column, choices } of builtInFields) if (choices?.codes) CODES.set(column, choices.codes)

function choicesPacker(source: ContactSource, { id, field }: From): ColumnPacker {
  const members = new MemberPacker()
  const codes = remembering(CODES.get(id) ?? ((value) => [value]))
  const column = source.place(id)
  const read = field === undefined ? () => codes(toText(source.tuple, column)) : () => listOf(source.fields, field)
  return {
    add(local) {
      for (const code of read()) if (code !== '') members.add(code, local)
    },
    take: () => members.take().sets,
  }
}

function listOf(fields: JsonValues, field: number): string[] {
  if (fields.kind[field] !== NESTED) return []
  const list: unknown = JSON.parse(fields.text(field))
  return Array.isArray(list) ? list.map(String) : []
}

function isText(values: JsonValues, key: number): boolean {
  return values.kind[key] === TEXT || values.kind[key] === ESCAPED
}

function toText({ bytes, from, to }: CopyTuple, column: number): string {
  return to[column] === -1
    ? ''
    : Buffer.from(bytes.buffer, bytes.byteOffset + from[column], to[column] - from[column]).toString()
}

const KEPT = 10_000

function remembering<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= KEPT) known.clear()
    const made = make(text)
    known.set(text, made)
    return made
  }
}
