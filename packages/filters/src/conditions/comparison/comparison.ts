import type { Catalog } from '../../catalog.ts'
import type { Condition, ConditionType } from '../condition.ts'
import { type ComparisonDefinition, operandOf, questionOf } from './definition.ts'
import { builderSubjects, readParts, writeParts } from './editing.ts'
import { shownOperand } from './operand.ts'
import { parseComparison } from './parsing.ts'
import { shapesOf } from './shapes.ts'

/** A type of condition made of subjects and operators, for the registry. */
export function comparison(definition: ComparisonDefinition): ConditionType {
  const { id, summary, examples, operandKey, names } = definition
  return {
    id,
    summary,
    examples,
    names: names ? { [operandKey]: names } : {},
    shapes: () => shapesOf(definition),
    parse: (raw, catalog, report) => parseComparison(definition, raw, { catalog, report }),
    describe: (condition, catalog) => describe(definition, condition, catalog),
    lower: (condition, { catalog }) => {
      const { subject, operator } = questionOf(definition, condition, catalog)
      return operator.lower(subject.column, operandOf(definition, condition), catalog)
    },
    subjects: (catalog) => builderSubjects(definition, catalog),
    read: (condition) => readParts(definition, condition),
    write: (parts) => writeParts(definition, parts),
  }
}

function describe(definition: ComparisonDefinition, condition: Condition, catalog: Catalog): string {
  const question = questionOf(definition, condition, catalog)
  const { subject, operator } = question
  // What a negative operator says of a missing value is easily overlooked, so the sentence says it.
  const surprise = operator.complements && operator.input !== 'none' && subject.canBeEmpty ? ' (or is empty)' : ''
  return `${subject.words} ${operator.words(shownOperand(operandOf(definition, condition), question))}${surprise}`
}
