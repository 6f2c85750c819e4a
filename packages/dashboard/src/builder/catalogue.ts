import {
  type BuilderOperator,
  type BuilderSubject,
  blankCondition,
  builderCatalogue,
  type Condition,
  conditionFor,
  type FieldDefinition,
  type InputHint,
  type Operand,
  operandOf,
  operatorOf,
  subjectOf,
} from '@rollcall/filters'

/** What the builder offers in this project, and how a condition is read and written. */
export type Catalogue = {
  subjects: BuilderSubject[]
  read: (condition: Condition) => Reading | undefined
  isFinished: (condition: Condition) => boolean
}

/** A condition as the builder shows it. */
export type Reading = { subject: BuilderSubject; operator: BuilderOperator; operand: Operand }

/** The catalogue of a project with these fields. */
export function catalogueOf(fields: FieldDefinition[], timezone: string): Catalogue {
  const subjects = builderCatalogue({ timezone, fields, named: {} })
  const byId = new Map(subjects.map((subject) => [subject.id, subject]))
  const read = (condition: Condition) => readCondition(condition, byId)
  const isFinished = (condition: Condition) => {
    const reading = read(condition)
    return !reading || reading.operand.length >= operandsNeeded(reading.operator.input)
  }
  return { subjects, read, isFinished }
}

// An address may carry a condition that this version does not know; it is shown as it stands.
function readCondition(condition: Condition, subjects: Map<string, BuilderSubject>): Reading | undefined {
  try {
    const subject = subjects.get(subjectOf(condition))
    const operator = subject?.operators.find(({ id }) => id === operatorOf(condition))
    return subject && operator ? { subject, operator, operand: operandOf(condition) } : undefined
  } catch {
    return undefined
  }
}

/** The same subject asked with another operator; the operand stays where the new editor can show it. */
export function withOperator({ subject, operator, operand }: Reading, id: string): Condition {
  const next = subject.operators.find((candidate) => candidate.id === id)
  return conditionFor(subject, id, next?.input === operator.input ? operand : [])
}

/** The same question about another operand. */
export function withOperand({ subject, operator }: Reading, operand: Operand): Condition {
  return conditionFor(subject, operator.id, operand)
}

export { blankCondition }

function operandsNeeded(input: InputHint): number {
  if (input === 'none') return 0
  return input.startsWith('two-') ? 2 : 1
}
