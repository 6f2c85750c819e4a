import type { Catalog } from '../catalog.ts'
import type { BuilderSubject, Parts } from '../conditions/condition.ts'
import { conditionTypes, getConditionType } from '../conditions/index.ts'
import type { Condition } from '../filter.ts'
import type { Operand } from '../operators/operator.ts'

/** Everything that a filter builder can ask about in a project, with the comparisons and choices that follow from it. */
export function builderCatalogue(catalog: Catalog): BuilderSubject[] {
  return conditionTypes.flatMap((type) => type.subjects(catalog))
}

/** A condition about a subject as a builder starts it: the first comparison, nothing to compare with yet. */
export function blankCondition(subject: BuilderSubject): Condition {
  return conditionFor(subject, subject.operators[0]?.id ?? '', [])
}

/** The condition that compares a subject by one of its operators with an operand and says no more; it may still be unfinished. */
export function conditionFor(subject: BuilderSubject, operatorId: string, operand: Operand): Condition {
  return getConditionType(typeOf(subject.id)).write({ subject: subject.id, operator: operatorId, operand, parts: {} })
}

/** The id of the subject that a condition is about, as `builderCatalogue` gives it. */
export function subjectOf(condition: Condition): string {
  return getConditionType(condition.type).read(condition).subject
}

/** The id of the operator that a condition compares by. */
export function operatorOf(condition: Condition): string {
  return getConditionType(condition.type).read(condition).operator
}

/** What a condition compares with; empty where its operator takes nothing or nobody has entered anything yet. */
export function operandOf(condition: Condition): Operand {
  return getConditionType(condition.type).read(condition).operand
}

/** What a condition says beside its operand, by key. */
export function partsOf(condition: Condition): Parts {
  return getConditionType(condition.type).read(condition).parts
}

/** The same condition saying this beside its operand, and no more. */
export function withParts(condition: Condition, parts: Parts): Condition {
  const type = getConditionType(condition.type)
  return type.write({ ...type.read(condition), parts })
}

/** A subject's id is its condition's type, and perhaps a colon and more. */
function typeOf(subjectId: string): string {
  return subjectId.split(':', 1).join()
}
