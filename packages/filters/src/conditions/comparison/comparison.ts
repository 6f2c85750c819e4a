import type { Catalog } from '../../catalog.ts'
import type { Condition } from '../../filter.ts'
import type { Lowering } from '../../lowering.ts'
import type { ConditionType, LowerContext } from '../condition.ts'
import { type ComparisonDefinition, operandOf, partsOf, questionOf } from './definition.ts'
import { builderSubjects, readParts, writeParts } from './editing.ts'
import { shownOperand } from './operand.ts'
import { parseComparison } from './parsing.ts'
import { shapesOf } from './shapes.ts'

/** A type of condition made of subjects and operators, for the registry. */
export function comparison(definition: ComparisonDefinition): ConditionType {
  const { id, summary, examples, operandKey, names, parts = [], warn } = definition
  const named = parts.flatMap((part) => (part.names ? [[part.key, part.names] as const] : []))
  return {
    id,
    summary,
    examples,
    ...(warn && { warn }),
    names: { ...(names && { [operandKey]: names }), ...Object.fromEntries(named) },
    shapes: () => shapesOf(definition),
    parse: (raw, catalog, report) => parseComparison(definition, raw, { catalog, report }),
    describe: (condition, catalog) => describe(definition, condition, catalog),
    lower: (condition, context) => lower(definition, condition, context),
    subjects: (catalog) => builderSubjects(definition, catalog),
    read: (condition) => readParts(definition, condition),
    write: (parts) => writeParts(definition, parts),
  }
}

function lower(definition: ComparisonDefinition, condition: Condition, context: LowerContext): Lowering {
  const { subject, operator } = questionOf(definition, condition, context.catalog)
  const clock = { now: context.now, timezone: context.catalog.timezone }
  const asked = operator.lower(subject.column, operandOf(definition, condition), clock)
  const derived = subject.derive ? subject.derive(asked, clock) : asked
  return definition.refine ? definition.refine(derived, partsOf(definition, condition), context) : derived
}

function describe(definition: ComparisonDefinition, condition: Condition, catalog: Catalog): string {
  const question = questionOf(definition, condition, catalog)
  const { subject, operator } = question
  // What a negative operator says of a missing value is easily overlooked, so the sentence says it.
  const surprise = operator.complements && operator.input !== 'none' && subject.canBeEmpty ? ' (or is empty)' : ''
  const words = operator.words(shownOperand(operandOf(definition, condition), question))
  const parts = (definition.parts ?? []).flatMap((part) => {
    const value = condition[part.key]
    return value === undefined ? [] : ` ${part.label.toLowerCase()} ${part.words(value, catalog)}`
  })
  return `${subject.words} ${words}${parts.join('')}${surprise}`
}
