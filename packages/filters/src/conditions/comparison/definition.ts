import type { Catalog, NamedKind } from '../../catalog.ts'
import type { Operand, Operator } from '../../operators/operator.ts'
import type { Condition, ConditionType } from '../condition.ts'
import type { Subject, Subjects } from './subject.ts'

/** A type of condition that compares a subject with an operand: `{ type, field, op, values }`. */
export type ComparisonDefinition = Pick<ConditionType, 'id' | 'summary' | 'examples'> & {
  subjects: Subjects
  /** The key that tells subjects apart; absent where there is only one. */
  subjectKey?: string
  /** Every operator that any of the subjects takes. */
  operators: readonly Operator[]
  /** The key in which the operand stands. */
  operandKey: string
  /** What the operand names, if it names things. */
  names?: NamedKind
}

/** A comparison of a project: what is compared, by which operator. */
export type Question = { subject: Subject; operator: Operator; catalog: Catalog }

/** The question that a stored condition asks; storing it made sure that there is one. */
export function questionOf(definition: ComparisonDefinition, condition: Condition, catalog: Catalog): Question {
  const subject = definition.subjects.find(catalog, subjectKeyOf(definition, condition))
  const operator = subject?.operators.find(({ id }) => id === condition.op)
  if (!subject || !operator) throw new Error(`No project of this catalog can have stored ${JSON.stringify(condition)}.`)
  return { subject, operator, catalog }
}

/** The stored operand; nothing where the operator takes none. */
export function operandOf(definition: ComparisonDefinition, condition: Condition): Operand {
  const operand = condition[definition.operandKey]
  return Array.isArray(operand) ? operand : []
}

/** Which of several subjects a stored condition is about. */
export function subjectKeyOf({ subjectKey }: ComparisonDefinition, condition: Condition): string | undefined {
  return subjectKey === undefined ? undefined : String(condition[subjectKey])
}

/** A condition with its keys in the order in which it reads. */
export function toCondition(
  { id, subjectKey, operandKey }: ComparisonDefinition,
  parts: { subject: string | undefined; operator: Operator; operand: Operand },
): Condition {
  const about = subjectKey === undefined ? {} : { [subjectKey]: parts.subject }
  const condition: Condition = { type: id, ...about, op: parts.operator.id }
  if (parts.operator.input !== 'none') condition[operandKey] = parts.operand
  return condition
}
