import type { Catalog, NamedKind } from '../../catalog.ts'
import type { Condition } from '../../filter.ts'
import type { Lowering } from '../../lowering.ts'
import type { Operand, Operator } from '../../operators/operator.ts'
import type { ConditionType, LowerContext, Parts } from '../condition.ts'
import type { Part } from '../parts/part.ts'
import type { Subject, Subjects } from './subject.ts'

/** A type of condition that compares a subject with an operand: `{ type, field, op, values }`. */
export type ComparisonDefinition = Pick<ConditionType, 'id' | 'summary' | 'examples' | 'warn'> & {
  subjects: Subjects
  /** The key that tells subjects apart; absent where there is only one. */
  subjectKey?: string
  /** Every operator that any of the subjects takes. */
  operators: readonly Operator[]
  /** The key in which the operand stands. */
  operandKey: string
  /** What the operand names, if it names things. */
  names?: NamedKind
  /** What else can be said; complements take none of it. */
  parts?: readonly Part[]
  /** What the parts that are there make of the question. */
  refine?(lowering: Lowering, parts: Parts, context: LowerContext): Lowering
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
  const keys = operandKeys(definition, condition.op)
  const stored: unknown = keys ? givenUnder(keys, (key) => condition[key]) : condition[definition.operandKey]
  return Array.isArray(stored) ? stored : []
}

/** The keys under which an operator's operand stands entry by entry; undefined where it is one list. */
function operandKeys({ operators }: ComparisonDefinition, operatorId: unknown): string[] | undefined {
  const own = operators.find(({ id }) => id === operatorId)?.keys
  return own && Object.keys(own)
}

/** What stands under each key, without those at the end under which nothing stands. */
export function givenUnder(keys: readonly string[], find: (key: string) => unknown): unknown[] {
  const values = keys.map(find)
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1)
}

/** What else a stored condition says. */
export function partsOf({ parts = [] }: ComparisonDefinition, condition: Condition): Parts {
  return Object.fromEntries(parts.flatMap(({ key }) => (condition[key] === undefined ? [] : [[key, condition[key]]])))
}

/** The parts that an operator takes. */
export function partsFor({ parts = [] }: ComparisonDefinition, operator: Operator): readonly Part[] {
  return operator.complements ? [] : parts
}

/** Which of several subjects a stored condition is about. */
export function subjectKeyOf({ subjectKey }: ComparisonDefinition, condition: Condition): string | undefined {
  return subjectKey === undefined ? undefined : String(condition[subjectKey])
}

/** A condition with its keys in the order in which it reads. */
export function toCondition(
  { id, subjectKey, operandKey }: ComparisonDefinition,
  said: { subject: string | undefined; operator: Operator; operand: Operand; parts: Parts },
): Condition {
  const { operator, operand } = said
  const about = subjectKey === undefined ? {} : { [subjectKey]: said.subject }
  const condition: Condition = { type: id, ...about, op: operator.id }
  if (operator.keys) {
    for (const [index, key] of Object.keys(operator.keys).entries()) {
      if (operand[index] !== undefined) condition[key] = operand[index]
    }
  } else if (operator.input !== 'none') condition[operandKey] = operand
  return { ...condition, ...said.parts }
}
