import type { Catalog } from '../../catalog.ts'
import type { Condition } from '../../filter.ts'
import { not } from '../../primitives.ts'
import type { BuilderOperator, ConditionType } from '../condition.ts'
import { toBuilderPart } from '../parts/builder-part.ts'
import type { Part } from '../parts/part.ts'
import { isPositive, type PartList, type QuestionDefinition, valuesOf } from './definition.ts'
import { parseQuestion } from './parsing.ts'
import { shapesOf } from './shapes.ts'

/** A type of condition made of parts, for the registry. */
export function question<P extends PartList>(definition: QuestionDefinition<P>): ConditionType {
  const { id, summary, examples, parts } = definition
  const all = Object.values<Part>(parts)
  return {
    id,
    summary,
    examples,
    names: Object.fromEntries(all.flatMap(({ key, names }) => (names ? [[key, names]] : []))),
    shapes: () => shapesOf(definition),
    parse: (raw, catalog, report) => parseQuestion(definition, raw, { catalog, report }),
    describe: (condition, catalog) => describe(definition, condition, catalog),
    lower: (condition, context) => {
      const lowering = definition.lower(valuesOf(parts, condition), context)
      return isPositive(definition, condition) ? lowering : not(lowering)
    },
    warn: (condition, about) =>
      definition.warn?.(valuesOf(parts, condition), { ...about, is: isPositive(definition, condition) }) ?? [],
    subjects: (catalog) => [
      { id, label: definition.label, group: definition.group, operators: builderOperators(definition, catalog) },
    ],
    read: (condition) => ({
      subject: id,
      operator: typeof condition.op === 'string' ? condition.op : '',
      operand: [],
      parts: Object.fromEntries(
        all.flatMap(({ key }) => (condition[key] === undefined ? [] : [[key, condition[key]]])),
      ),
    }),
    write: ({ operator, parts: given }) => ({ type: id, ...(definition.operators && { op: operator }), ...given }),
  }
}

function describe<P extends PartList>(
  definition: QuestionDefinition<P>,
  condition: Condition,
  catalog: Catalog,
): string {
  const { parts } = definition
  return definition.words(valuesOf(parts, condition), {
    is: isPositive(definition, condition),
    part: (name, before = '') => {
      const part: Part | undefined = parts[name]
      const value = part && condition[part.key]
      return value === undefined ? '' : `${before}${part?.words(value, catalog)}`
    },
  })
}

function builderOperators<P extends PartList>(
  { operators, parts }: QuestionDefinition<P>,
  catalog: Catalog,
): BuilderOperator[] {
  const named = operators ?? [{ id: '', label: 'is in' }]
  return named.map(({ id, label }) => {
    const taken = Object.values<Part>(parts).filter(({ isPositiveOnly }) => !isPositiveOnly || id !== operators?.[1].id)
    return { id, label, input: 'none', parts: taken.map((part) => toBuilderPart(part, catalog)) }
  })
}
