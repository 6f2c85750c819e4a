import type { contactInput, PointedProblem } from '@rollcall/contract'
import type { Field } from '@rollcall/filters'
import type { z } from 'zod'
import { contactColumns, LONGEST } from './contact-columns.ts'
import { parseEmailAddress } from './email-address.ts'
import { findInboxProvider } from './inbox-provider.ts'
import { judgeAddress } from './judge-address.ts'
import { isChoiceColumn, parseChoiceColumn } from './parse-choice-column.ts'
import { parsePhoneNumber } from './phone-number.ts'
import type { Channel, PreparedContact } from './prepared-contact.ts'
import { type FieldReader, foldedForm, readFieldValue } from './read-field.ts'

/** A contact as an API call or a CSV row gives it: the right shape, its values not looked at yet. */
export type GivenContact = z.output<typeof contactInput>

export type PrepareContext = {
  /** The project's custom fields by key. */
  fields: ReadonlyMap<string, Field>
  /** A tag's name or id, tidy. */
  parseTag: (text: string) => { name: string } | { problem: string }
  /** How a custom field's value is read; from JSON unless a CSV says otherwise. */
  read?: FieldReader
  /** Where a phone number without its country belongs when the contact gives no country: what the record knows. */
  country?: string | null
}

/** The contact ready for the record, or everything that is wrong with it, with pointers. */
export function prepareContact(
  given: GivenContact,
  context: PrepareContext,
): { contact: PreparedContact } | { problems: PointedProblem[] } {
  const problems: PointedProblem[] = []
  const contact: PreparedContact = {
    values: {},
    fields: {},
    folded: {},
    resubscribe: given.resubscribe ?? false,
    channels: {},
    consent: {},
    proof: given.proof ?? null,
  }
  const draft: Draft = { given, context, contact, refuse: (pointer, detail) => problems.push({ pointer, detail }) }
  prepareColumns(draft)
  prepareEmail(draft)
  preparePhone(draft)
  prepareFields(draft)
  prepareTags(draft)
  prepareChannels(draft)
  if (given.status !== undefined) contact.status = given.status
  if (given.funnel !== undefined) contact.funnel = given.funnel === 'none' ? null : given.funnel
  if (given.lost !== undefined) contact.lost = given.lost
  if (given.tracking !== undefined) contact.tracking = given.tracking
  return problems.length > 0 ? { problems } : { contact }
}

type Draft = {
  given: GivenContact
  context: PrepareContext
  contact: PreparedContact
  refuse: (pointer: string, detail: string) => void
}

function prepareColumns({ given, contact, refuse }: Draft) {
  for (const column of contactColumns) {
    const raw = given[column]
    if (raw === undefined) continue
    const text = tidy(raw)
    const problem = text === null ? undefined : problemOfText(text, LONGEST[column])
    if (problem !== undefined) refuse(`/${column}`, problem)
    else if (text === null || !isChoiceColumn(column)) setText(contact, column, text)
    else {
      const parsed = parseChoiceColumn(column, text)
      if ('problem' in parsed) refuse(`/${column}`, parsed.problem)
      else contact.values[column] = parsed.value
    }
  }
}

function setText(contact: PreparedContact, column: (typeof contactColumns)[number], text: string | null) {
  contact.values[column] = text
  setFolded(contact, column, isChoiceColumn(column) ? null : foldedForm(text))
}

function prepareEmail({ contact, refuse }: Draft) {
  const text = contact.values.email
  if (text === undefined) return
  const address = text === null ? null : parseEmailAddress(text)
  if (address === undefined) {
    refuse('/email', `${JSON.stringify(text)} is not an e-mail address such as "ada@example.org".`)
    return
  }
  contact.emailKey = address?.key ?? null
  contact.emailDomain = address?.domain ?? null
  contact.inboxProvider = address ? (findInboxProvider(address.domain) ?? null) : null
  contact.validation = address ? judgeAddress(address) : 'unknown'
}

function preparePhone({ contact, context, refuse }: Draft) {
  const text = contact.values.phone
  if (text === undefined || text === null) return
  const phone = parsePhoneNumber(text, contact.values.country ?? context.country ?? null)
  if (phone === undefined) refuse('/phone', notAPhoneNumber(text))
  else setText(contact, 'phone', phone)
}

function prepareFields({ given, context, contact, refuse }: Draft) {
  const read = context.read ?? readFieldValue
  for (const [key, raw] of Object.entries(given.fields ?? {})) {
    const field = context.fields.get(key)
    const parsed = field ? read(field, raw) : { problem: noSuchField(key) }
    if ('problem' in parsed) {
      refuse(`/fields/${toPointerPart(key)}`, parsed.problem)
      continue
    }
    contact.fields[key] = parsed.value
    if (field) setFolded(contact, field.column, parsed.folded)
  }
}

function setFolded(contact: PreparedContact, column: string, folded: string | null) {
  if (folded !== null) contact.folded[column] = folded
}

function prepareTags({ given, context, contact, refuse }: Draft) {
  if (!given.tags) return
  const names = new Set<string>()
  for (const [index, text] of given.tags.entries()) {
    const parsed = context.parseTag(text)
    if ('problem' in parsed) refuse(`/tags/${index}`, parsed.problem)
    else names.add(parsed.name)
  }
  contact.tags = [...names]
}

function prepareChannels({ given, context, contact, refuse }: Draft) {
  for (const [channel, raw] of entriesOf(given.channels)) {
    const text = tidy(raw ?? null)
    const isNumber = text !== null && (channel === 'sms' || channel === 'whatsapp')
    const address = isNumber ? parsePhoneNumber(text, contact.values.country ?? context.country ?? null) : text
    if (address === undefined) refuse(`/channels/${channel}`, notAPhoneNumber(text))
    else contact.channels[channel] = address
  }
  for (const [channel, state] of entriesOf(given.consent)) contact.consent[channel] = state === 'unknown' ? null : state
}

function entriesOf<Value>(record: Partial<Record<Channel, Value>> | undefined): [Channel, Value | undefined][] {
  // why: the contract checked that the keys are channels; Object.entries forgets it
  return Object.entries(record ?? {}) as [Channel, Value | undefined][]
}

function tidy(raw: string | null): string | null {
  return raw?.normalize('NFC').trim() || null
}

function problemOfText(text: string, longest: number): string | undefined {
  if (text.length > longest) return `has at most ${longest} characters; this has ${text.length}`
  if (text.includes('\u0000')) return 'must not contain NUL'
  return text.isWellFormed() ? undefined : 'must not contain half of a surrogate pair'
}

function notAPhoneNumber(text: string | null): string {
  return `${JSON.stringify(text)} is not a phone number: write it with its country, such as "+62 812 3456 7890".`
}

function noSuchField(key: string): string {
  return `There is no custom field ${JSON.stringify(key)}. Create it first with POST /v1/fields.`
}

// RFC 6901, section 3.
function toPointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
