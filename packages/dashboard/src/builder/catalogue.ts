import {
  type BuilderOperator,
  type BuilderSubject,
  blankCondition,
  builderCatalogue,
  builtInFields,
  type Condition,
  conditionFor,
  type FieldDefinition,
  type FieldType,
  type InputHint,
  type NamedThings,
  type Operand,
  operandOf,
  operatorOf,
  type Parts,
  partsOf,
  subjectOf,
  type Window,
  withParts,
} from '@rollcall/filters'

/** What the builder offers in this project, and how a condition is read and written. */
export type Catalogue = {
  subjects: BuilderSubject[]
  read: (condition: Condition) => Reading | undefined
  isFinished: (condition: Condition) => boolean
  /** How numbers and texts that are no fields are compared. */
  tests: Tests
  /** What people can be broken down by, as the API names it. */
  breakdowns: { value: string; label: string }[]
  /** Under which of these names the values of a subject are counted, if they are few. */
  countedBy: (subject: BuilderSubject) => string | undefined
  /** The condition that is true of who has a value that was counted under such a name; nothing where none asks just that. */
  whoHas: (by: string, value: string) => Condition | undefined
  /** The condition that is true of about this share of everybody, other people for another salt. */
  inSample: (salt: string, percent: number) => Condition
}

/** The comparisons of a test that stands in a part. */
export type Tests = Record<'number' | 'text' | 'property', BuilderOperator[]>

/** A condition as the builder shows it. */
export type Reading = { subject: BuilderSubject; operator: BuilderOperator; operand: Operand; parts: Parts }

/** What of a project decides what can be asked in it. */
type Given = { fields: FieldDefinition[]; timezone: string; named?: NamedThings }

/** The catalogue of a project. */
export function catalogueOf({ fields, timezone, named = {} }: Given): Catalogue {
  const subjects = builderCatalogue({ timezone, fields, named })
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const read = (condition: Condition) => readCondition(condition, byId)
  const isFinished = (condition: Condition) => {
    const reading = read(condition)
    return !reading || (reading.operand.length >= operandsNeeded(reading.operator.input) && hasRequiredParts(reading))
  }
  const [number, text] = [testsOf('number'), testsOf('text')]
  return {
    subjects,
    read,
    isFinished,
    tests: { number, text, property: [...number, ...text, ...testsOf('boolean')] },
    ...countedFields(fields, byId),
    inSample: (salt, percent) => conditionOf(byId.get('sample'), { salt, from: 0, to: percent }),
  }
}

/** The condition that is true of the people of a segment, in any project; of those who came in a window, if one is given. */
export function conditionOfSegment(segment: string, since?: Window): Condition {
  const subjects = builderCatalogue({ timezone: 'UTC', fields: [], named: {} })
  return conditionOf(
    subjects.find(({ id }) => id === 'segment'),
    { segment, ...(since && { since }) },
  )
}

function conditionOf(subject: BuilderSubject | undefined, parts: Parts): Condition {
  if (!subject) throw new Error('The language no longer asks about that.')
  return withParts(blankCondition(subject), parts)
}

// Of a status or a field that has few values, as the API counts them.
const STATES = ['status', 'validation', 'funnel']
const FEW_VALUES: FieldType[] = ['select', 'list', 'boolean']

function countedFields(fields: FieldDefinition[], byId: Map<string, BuilderSubject>) {
  const few = [...builtInFields, ...fields].filter(({ type }) => FEW_VALUES.includes(type))
  const ids = new Map([
    ...STATES.map((id) => [id, id] as const),
    ...few.map(({ key }) => [`field:${key}`, key] as const),
  ])
  const named = [...ids].map(([id, value]) => ({ value, label: byId.get(id)?.label ?? value }))
  return {
    breakdowns: [{ value: 'tag', label: 'Tag' }, ...named],
    countedBy: ({ id }: BuilderSubject) => ids.get(id),
    whoHas: (by: string, value: string) => {
      const id = [...ids].find(([, name]) => name === by)?.[0] ?? by
      return hasValue(byId.get(id), value)
    },
  }
}

// The first operator of few values asks for any of them. A yes or no has one operator each, in this order.
function hasValue(subject: BuilderSubject | undefined, value: string): Condition | undefined {
  const [first, second] = subject?.operators ?? []
  if (!subject || !first || !second) return undefined
  if (first.input !== 'none') return conditionFor(subject, first.id, [value])
  return conditionFor(subject, value === 'true' ? first.id : second.id, [])
}

// An address may carry a condition that this version does not know; it is shown as it stands.
function readCondition(condition: Condition, subjects: Map<string, BuilderSubject>): Reading | undefined {
  try {
    const subject = subjects.get(subjectOf(condition))
    const operator = subject?.operators.find(({ id }) => id === operatorOf(condition))
    return subject && operator
      ? { subject, operator, operand: operandOf(condition), parts: partsOf(condition) }
      : undefined
  } catch {
    return undefined
  }
}

/** The same subject asked with another operator; what has been entered stays where the new one takes it. */
export function withOperator({ subject, operator, operand, parts }: Reading, id: string): Condition {
  const next = subject.operators.find((candidate) => candidate.id === id)
  const taken = new Set(next?.parts?.map(({ key }) => key))
  const kept = Object.entries(parts).filter(([key]) => taken.has(key))
  return withParts(conditionFor(subject, id, next?.input === operator.input ? operand : []), Object.fromEntries(kept))
}

/** The same question about another operand. */
export function withOperand({ subject, operator, parts }: Reading, operand: Operand): Condition {
  return withParts(conditionFor(subject, operator.id, operand), parts)
}

/** The same question saying something else, or nothing any more, under a part's key. */
export function withPart({ subject, operator, operand, parts }: Reading, key: string, value: unknown): Condition {
  const { [key]: _, ...others } = parts
  return withParts(
    conditionFor(subject, operator.id, operand),
    value === undefined ? others : { ...others, [key]: value },
  )
}

export { blankCondition }

function operandsNeeded(input: InputHint): number {
  if (input === 'none') return 0
  return input.startsWith('two-') ? 2 : 1
}

// A part that is not whole yet is absent.
function hasRequiredParts({ operator, parts }: Reading): boolean {
  return (operator.parts ?? []).every(({ key, isRequired }) => !isRequired || parts[key] !== undefined)
}

// Parts are tested as fields of that type are, so a field of it says how.
function testsOf(type: 'number' | 'text' | 'boolean'): BuilderOperator[] {
  const name = `any ${type} at all`
  const subjects = builderCatalogue({ timezone: 'UTC', fields: [{ key: 'any', name, type }], named: {} })
  const operators = subjects.find(({ label }) => label === name)?.operators ?? []
  return type === 'boolean' ? operators : operators.filter(({ input }) => input !== 'none' && input !== 'window')
}
