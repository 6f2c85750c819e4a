import type { Catalog } from '../../catalog.ts'
import type { Condition } from '../../filter.ts'
import type { InputHint } from '../../operators/input-hint.ts'
import type { Operator } from '../../operators/operator.ts'
import type { BuilderSubject, ConditionParts } from '../condition.ts'
import { toBuilderPart } from '../parts/builder-part.ts'
import { type ComparisonDefinition, operandOf, partsFor, partsOf, subjectKeyOf, toCondition } from './definition.ts'
import type { Subject } from './subject.ts'

/** What the builder offers of a type of comparison. */
export function builderSubjects(definition: ComparisonDefinition, catalog: Catalog): BuilderSubject[] {
  return definition.subjects.list(catalog).map((subject) => toBuilderSubject(definition, subject, catalog))
}

/** A stored or half-made comparison, taken apart for editing. */
export function readParts(definition: ComparisonDefinition, condition: Condition): ConditionParts {
  return {
    subject: subjectId(definition.id, subjectKeyOf(definition, condition)),
    operator: String(condition.op),
    operand: operandOf(definition, condition),
    parts: partsOf(definition, condition),
  }
}

/** The comparison that somebody edits; it may be unfinished, which parsing then says. */
export function writeParts(definition: ComparisonDefinition, parts: ConditionParts): Condition {
  const operator = definition.operators.find(({ id }) => id === parts.operator)
  if (!operator) throw new Error(`The builder knows no operator ${parts.operator} of ${parts.subject}.`)
  const subject = parts.subject.slice(definition.id.length + 1)
  return toCondition(definition, {
    subject,
    operator,
    operand: parts.operand,
    parts: operator.complements ? {} : parts.parts,
  })
}

function toBuilderSubject(definition: ComparisonDefinition, subject: Subject, catalog: Catalog): BuilderSubject {
  const { key, group, label, operators, choices } = subject
  const choiceList = choices?.list?.()
  return {
    id: subjectId(definition.id, key),
    group,
    label,
    operators: operators.map((operator) => ({
      id: operator.id,
      label: operator.words([]).trim(),
      input: choiceList ? operator.input : unlisted(operator),
      ...(definition.parts && {
        parts: partsFor(definition, operator).map((part) => toBuilderPart(part, catalog)),
      }),
    })),
    ...(choiceList && { choices: choiceList }),
  }
}

/** Where nobody can list the choices, they are typed. */
function unlisted({ input }: Operator): InputHint {
  return input === 'choices' ? 'texts' : input
}

function subjectId(type: string, key: string | undefined): string {
  return key === undefined ? type : `${type}:${key}`
}
