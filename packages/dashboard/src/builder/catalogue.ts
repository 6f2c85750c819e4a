import {
  type BuilderOperator,
  type BuilderSubject,
  blankCondition,
  builderCatalogue,
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
  withParts,
} from '@rollcall/filters'

/** What the builder offers in this project, and how a condition is read and written. */
export type Catalogue = {
  subjects: BuilderSubject[]
  read: (condition: Condition) => Reading | undefined
  isFinished: (condition: Condition) => boolean
  /** How numbers and texts that are no fields are compared. */
  tests: Tests
}

/** The comparisons of a test that stands in a part. */
export type Tests = Record<'number' | 'text', BuilderOperator[]>

/** A condition as the builder shows it. */
export type Reading = { subject: BuilderSubject; operator: BuilderOperator; operand: Operand; parts: Parts }

/** What of a project decides what can be asked in it. */
export type Given = { fields: FieldDefinition[]; timezone: string; named?: NamedThings }

/** The catalogue of a project. */
export function catalogueOf({ fields, timezone, named = {} }: Given): Catalogue {
  const subjects = builderCatalogue({ timezone, fields, named })
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const read = (condition: Condition) => readCondition(condition, byId)
  const isFinished = (condition: Condition) => {
    const reading = read(condition)
    return !reading || (reading.operand.length >= operandsNeeded(reading.operator.input) && hasRequiredParts(reading))
  }
  return { subjects, read, isFinished, tests: { number: testsOf('number'), text: testsOf('text') } }
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
function testsOf(type: FieldType): BuilderOperator[] {
  const name = `any ${type} at all`
  const subjects = builderCatalogue({ timezone: 'UTC', fields: [{ key: 'any', name, type }], named: {} })
  const operators = subjects.find(({ label }) => label === name)?.operators ?? []
  return operators.filter(({ input }) => input !== 'none' && input !== 'window')
}
