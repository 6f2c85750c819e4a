import { CHANNELS } from '@rollcall/contract'
import { type FieldDefinition, type FieldType, isReservedKey } from '@rollcall/filters'
import { contactColumns } from '../contact-columns.ts'
import { parseEmailAddress } from '../email-address.ts'
import { guessFieldType } from './guess-field-type.ts'

/** Where a column of a file goes: a built-in field, `tags`, `status`, `funnel`, `externalId`, …, or `fields.` and a key; null: nowhere. */
export type ColumnPlan = { header: string; target: string | null; type: FieldType | null }

/** How a target was found: it was given, the header says so, it is written much like a field or the values show it, not at all. */
export type Confidence = 'given' | 'sure' | 'likely' | 'none'

export type ColumnOptions = {
  /** Target to header. */
  columnMap?: Record<string, string> | undefined
  /** Header to type. */
  fieldTypes?: Record<string, FieldType> | undefined
  /** Headers. */
  leaveOut?: readonly string[] | undefined
  /** By header; only that it is a date matters here. */
  dayOrder?: Record<string, string> | undefined
}

export type ColumnPlans = {
  columns: ColumnPlan[]
  /** Of each column. */
  confidences: Confidence[]
  /** Fields that the import has to make. */
  newFields: FieldDefinition[]
}

/** What everyone calls the built-in columns, in lower case without anything but letters and digits. */
const VARIANTS: Record<string, string> = {
  externalId: 'externalid externalkey',
  email: 'email emailaddress mail emailid useremail contactemail primaryemail',
  phone: 'phone phonenumber mobile mobilephone mobilenumber mobilephonenumber cell cellphone telephone tel',
  firstName: 'firstname givenname forename fname vorname prenom',
  lastName: 'lastname surname familyname lname nachname apellido apellidos',
  name: 'name fullname contactname',
  country: 'country countrycode',
  language: 'language lang locale',
  timezone: 'timezone tz',
  company: 'company companyname organization organisation',
  jobTitle: 'jobtitle',
  source: 'source',
  tags: 'tags tag labels',
  status: 'status subscriptionstatus',
  funnel: 'funnel funnelstage funnelstatus',
}

const targetByVariant = new Map(
  Object.entries(VARIANTS).flatMap(([target, variants]) => variants.split(' ').map((name) => [name, target] as const)),
)

/** Where each column of a file goes, or what is wrong with the options. `rows` are its first ones, for guessing types. */
export function planColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  { fields, ...options }: ColumnOptions & { fields: readonly FieldDefinition[] },
): ColumnPlans | { problem: string } {
  const problem = findProblem(headers, options)
  if (problem !== undefined) return { problem }
  const known = new Map(fields.map((field) => [field.key, field]))
  const cellsOf = (index: number) => rows.map((cells) => cells[index] ?? '')
  const chosen = chooseTargets(headers, { ...options, keys: known, cellsOf })
  const newFields: FieldDefinition[] = []
  const columns = headers.map((header, index): ColumnPlan => {
    const target = chosen[index]?.target ?? null
    if (!target?.startsWith(FIELD)) return { header, target, type: null }
    const key = target.slice(FIELD.length)
    const present = known.get(key)
    if (present) return { header, target, type: present.type }
    const isDate = options.dayOrder?.[header] !== undefined
    const type = options.fieldTypes?.[header] ?? (isDate ? 'date' : guessFieldType(cellsOf(index)))
    newFields.push({ key, name: header.trim(), type })
    return { header, target, type }
  })
  return { columns, confidences: chosen.map(({ confidence }) => confidence), newFields }
}

const FIELD = 'fields.'
const CHANNEL_TARGETS = CHANNELS.flatMap((channel) => [`channels.${channel}`, `consent.${channel}`])
// Shops call the number of a parcel so, too.
const TRACKING = 'tracking'
const OTHER_TARGETS = new Set<string>([
  'tags',
  'status',
  'funnel',
  'lost',
  TRACKING,
  'consentAt',
  ...contactColumns,
  ...CHANNEL_TARGETS,
])

function findProblem(
  headers: readonly string[],
  { columnMap = {}, fieldTypes = {}, leaveOut = [], dayOrder = {} }: ColumnOptions,
): string | undefined {
  const known = new Set(headers)
  for (const header of [...Object.values(columnMap), ...leaveOut, ...Object.keys({ ...fieldTypes, ...dayOrder })]) {
    if (!known.has(header)) return `There is no column ${JSON.stringify(header)}. The file has: ${listed(headers)}.`
  }
  const targets = Object.keys(columnMap).map(toTarget)
  const wrong = targets.find((target) => target.startsWith(FIELD) && !isKey(target.slice(FIELD.length)))
  if (wrong !== undefined) return `columnMap: ${JSON.stringify(wrong)} is neither a built-in target nor a field's key.`
  const mapped = Object.values(columnMap)
  const twice = mapped.find((header, index) => mapped.indexOf(header) !== index)
  return twice === undefined ? undefined : `columnMap: the column ${JSON.stringify(twice)} is given twice.`
}

// A field called __proto__ would be lost wherever values are kept in a plain object.
function isTaken(key: string): boolean {
  return isReservedKey(key) || key === '__proto__'
}

function listed(headers: readonly string[]): string {
  const shown = headers.slice(0, 20).map((header) => JSON.stringify(header))
  return headers.length > shown.length
    ? `${shown.join(', ')} and ${headers.length - shown.length} more`
    : shown.join(', ')
}

function toTarget(name: string): string {
  return OTHER_TARGETS.has(name) || name.startsWith(FIELD) ? name : FIELD + name
}

function isKey(key: string): boolean {
  return /^[\p{L}\p{N}_-]{1,64}$/u.test(key) && !isTaken(key)
}

type Chosen = { target: string | null; confidence: Confidence }

type Choosing = Pick<ColumnOptions, 'columnMap' | 'leaveOut'> & {
  keys: ReadonlyMap<string, unknown>
  cellsOf: (index: number) => string[]
}

/**
 * The map comes first, then what exports call it, then names that everyone knows, each once. When none of them is the
 * e-mail, the first column that holds nothing but addresses is; what is left become fields.
 */
function chooseTargets(headers: readonly string[], choosing: Choosing): Chosen[] {
  const taken = new Set<string>()
  const known = chooseByHeader(headers, choosing, taken)
  const addresses = taken.has('email')
    ? -1
    : headers.findIndex((_, index) => known[index] === undefined && holdsAddresses(choosing.cellsOf(index)))
  return headers.map((header, index): Chosen => {
    const found = known[index]
    if (found) return found
    if (index === addresses) return { target: 'email', confidence: 'likely' }
    const target = freeFieldTarget(toFieldKey(header), taken)
    taken.add(target)
    const isPresent = choosing.keys.has(target.slice(FIELD.length))
    return { target, confidence: isPresent ? 'likely' : 'none' }
  })
}

function chooseByHeader(
  headers: readonly string[],
  { columnMap = {}, leaveOut = [], keys, cellsOf }: Choosing,
  taken: Set<string>,
): (Chosen | undefined)[] {
  const mapped = new Map(Object.entries(columnMap).map(([target, header]) => [header, toTarget(target)]))
  for (const target of mapped.values()) taken.add(target)
  const left = new Set(leaveOut)
  return headers.map((header, index): Chosen | undefined => {
    if (left.has(header)) return { target: null, confidence: 'given' }
    const given = mapped.get(header)
    if (given !== undefined) return { target: given, confidence: 'given' }
    const target =
      exactTarget(header.trim(), keys) ?? targetByVariant.get(header.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    if (target === undefined || taken.has(target)) return undefined
    if (target === TRACKING && !holdsSwitches(cellsOf(index))) return undefined
    taken.add(target)
    return { target, confidence: 'sure' }
  })
}

function holdsSwitches(cells: readonly string[]): boolean {
  return cells.every((cell) => ['', 'true', 'false'].includes(cell.trim()))
}

function holdsAddresses(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length > 0 && filled.every((cell) => parseEmailAddress(cell.trim()))
}

function exactTarget(header: string, keys: ReadonlyMap<string, unknown>): string | undefined {
  if (keys.has(header)) return FIELD + header
  return OTHER_TARGETS.has(header) ? header : undefined
}

/** A header as a field's key: lower case, with _ for everything but letters and digits. */
function toFieldKey(header: string): string {
  const key = header
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '_')
    .slice(0, LONGEST_KEY)
  return /[\p{L}\p{N}]/u.test(key) ? key : 'column'
}

// Leaves room for a number within the 64 that a key may have.
const LONGEST_KEY = 60

function freeFieldTarget(key: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}_${number}`
    if (!taken.has(FIELD + candidate) && !isTaken(candidate)) return FIELD + candidate
  }
}
