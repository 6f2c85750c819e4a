import { isNumberMatch } from './numbers.ts'
import { isTextMatch, TEXT_TWINS } from './text.ts'
import { instantOf, isAnniversary, isBareDate, isDayInWindow, isInWindow, midnightOf } from './windows.ts'
import type { FieldValue, Question, Raw } from './world.ts'
import { dateOf, dayAt, startOfDay } from './zone-clock.ts'

const DAY = 86_400
const CHOICES = ['country', 'language', 'timezone', 'source', 'inboxProvider']
const INSTANTS = [
  'createdAt',
  'updatedAt',
  'subscribedAt',
  'unsubscribedAt',
  'firstContactedAt',
  'lastSentAt',
  'lastOpenedAt',
  'lastClickedAt',
]
const DERIVED: Record<string, [event: string, which: 'first' | 'last']> = {
  firstContactedAt: ['sent', 'first'],
  lastSentAt: ['sent', 'last'],
  lastOpenedAt: ['opened', 'last'],
  lastClickedAt: ['clicked', 'last'],
}

/** A field condition, judged. */
export function isFieldMatch(condition: Raw, question: Question): boolean {
  const key = String(condition.field)
  const op = String(condition.op)
  const value = presentValue(storedValue(key, question))
  if (op === 'is_empty') return value === undefined
  if (op === 'is_not_empty') return value !== undefined
  const twin = { ...TEXT_TWINS, neq: 'eq', not_within: 'within' }[op]
  if (twin !== undefined) return !isFieldMatch({ ...condition, op: twin }, question)
  if (value === undefined) return false
  const type = typeOf(key, question)
  if (type === 'number') return isNumberMatch(Number(value), condition)
  if (type === 'boolean') return value === (op === 'is_true')
  if (type === 'select' || type === 'list') return isChosen(key, [value].flat() as string[], condition)
  if (type === 'date') return isDayMatch(String(value), condition, question)
  if (type === 'instant') return isInstantMatch(Number(value), condition, question)
  return isTextMatch(op, String(value), condition.values as string[])
}

export function typeOf(key: string, { world }: Question): string {
  if (CHOICES.includes(key)) return 'select'
  if (INSTANTS.includes(key)) return 'instant'
  return world.fields.find((field) => field.key === key)?.type ?? 'text'
}

function presentValue(value: FieldValue | undefined): FieldValue | undefined {
  if (typeof value === 'string' && value.trim() === '') return undefined
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

function storedValue(key: string, { contact, now }: Question): FieldValue | undefined {
  const derived = DERIVED[key]
  if (derived !== undefined) {
    const [event, which] = derived
    const times = contact.messages
      .filter((message) => message.event === event && message.at <= now && !(message.isMachine && event !== 'sent'))
      .map(({ at }) => at)
    if (times.length === 0) return undefined
    return which === 'first' ? Math.min(...times) : Math.max(...times)
  }
  if (key === 'name' && presentValue(contact.fields.name) === undefined) {
    return [contact.fields.firstName, contact.fields.lastName]
      .map((part) => String(part ?? '').trim())
      .join(' ')
      .trim()
  }
  return Object.hasOwn(contact.fields, key) ? contact.fields[key] : undefined
}

// Countries may be asked by name; a language also stands for its regions and scripts.
const COUNTRIES: Record<string, string> = { indonesia: 'ID', germany: 'DE', 'united states': 'US', france: 'FR' }

function isChosen(key: string, held: string[], { op, values }: Raw): boolean {
  const has = (wanted: string): boolean => {
    const asked = wanted.trim().normalize('NFC')
    if (key === 'country') return held.includes(COUNTRIES[asked.toLowerCase()] ?? asked.toUpperCase())
    if (key === 'language') return held.some((one) => `${one.toLowerCase()}-`.startsWith(`${asked.toLowerCase()}-`))
    return held.includes(asked)
  }
  return op === 'has_all' ? (values as string[]).every(has) : (values as string[]).some(has)
}

function isDayMatch(date: string, condition: Raw, { world, now }: Question): boolean {
  if (condition.op === 'anniversary') return isAnniversary(date, asAnniversary(condition), { now, zone: world.zone })
  // A birthday without its year answers nothing else.
  if (date.startsWith('-')) return false
  const day = midnightOf(date)
  if (condition.op === 'within') return isDayInWindow(day, condition.window as Raw, { now, zone: world.zone })
  const [first = 0, second = 0] = (condition.values as string[]).map(midnightOf)
  if (condition.op === 'before') return day < first
  if (condition.op === 'after') return day > first
  if (condition.op === 'on') return day === first
  return day >= first && day <= second
}

function isInstantMatch(instant: number, condition: Raw, { world, now }: Question): boolean {
  const { zone } = world
  if (condition.op === 'anniversary') {
    const { year, month, day } = dateOf(dayAt(instant, zone))
    const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
    return isAnniversary(date, asAnniversary(condition), { now, zone })
  }
  if (condition.op === 'within') return isInWindow(instant, condition.window as Raw, { now, zone })
  const [first, second] = (condition.values as string[]).map((text) => secondsFor(text, zone))
  if (first === undefined) return false
  if (condition.op === 'before') return instant < first[0]
  if (condition.op === 'after') return instant > first[1]
  if (condition.op === 'on') return instant >= first[0] && instant <= first[1]
  return second !== undefined && instant >= first[0] && instant <= second[1]
}

// The first and the last second that an operand stands for: a bare date is the whole day.
function secondsFor(text: string, zone: string): [number, number] {
  if (!isBareDate(text)) return [instantOf(text), instantOf(text)]
  return [startOfDay(midnightOf(text), zone), startOfDay(midnightOf(text) + DAY, zone) - 1]
}

function asAnniversary({ window, years }: Raw): { window: Raw; years?: number } {
  return { window: window as Raw, ...(years === undefined ? {} : { years: years as number }) }
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
