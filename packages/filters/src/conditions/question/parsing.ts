import type { Catalog } from '../../catalog.ts'
import { suggestion } from '../../closest.ts'
import type { Condition } from '../../filter.ts'
import { type Report, step } from '../../problem.ts'
import { alternatives, shown } from '../../shown.ts'
import type { RawCondition } from '../condition.ts'
import type { Part } from '../parts/part.ts'
import { PART_INPUTS } from '../parts/part-input.ts'
import { refuseStrangers } from '../shape-problem.ts'
import { type PartList, type QuestionDefinition, valuesOf } from './definition.ts'

/** The normalised condition, or undefined after reporting why there is none. */
export function parseQuestion<P extends PartList>(
  definition: QuestionDefinition<P>,
  raw: RawCondition,
  { catalog, report }: { catalog: Catalog; report: Report },
): Condition | undefined {
  const all = Object.values<Part>(definition.parts)
  let problems = 0
  const counted: Report = (pointer, detail) => {
    problems += 1
    report(raw.pointer + pointer, detail)
  }
  const op = parseOperator(definition, raw.properties.get('op'), counted)
  const isNegative = op !== undefined && op === definition.operators?.[1].id
  const taken = all.filter(({ isPositiveOnly }) => !isPositiveOnly || !isNegative)
  const known = ['type', ...(definition.operators ? ['op'] : []), ...taken.map(({ key }) => key)]
  const who = `A condition of type "${definition.id}"${isNegative ? ` with "${op}"` : ''}`
  refuseStrangers(raw.properties.keys(), { known, who, pointer: '' }, counted)
  const entries = parseParts(taken, raw, { catalog, report: counted })
  const condition = { type: definition.id, ...(op !== undefined && { op }), ...entries }
  if (problems === 0) definition.flaws?.(valuesOf(definition.parts, condition), { catalog, report: counted })
  return problems === 0 ? condition : undefined
}

function parseOperator(
  { operators, label }: Pick<QuestionDefinition, 'operators' | 'label'>,
  op: unknown,
  report: Report,
): string | undefined {
  if (!operators) return undefined
  const ids = operators.map(({ id }) => id)
  const known = ids.find((id) => id === op)
  if (known !== undefined) return known
  const said = op === undefined ? '"op" is missing' : `${shown(op)} is not an operator of ${label}`
  report('/op', `${said}: it takes ${alternatives(ids)}.${suggestion(op, ids)}`)
  return undefined
}

function parseParts(
  all: readonly Part[],
  { properties }: RawCondition,
  { catalog, report }: { catalog: Catalog; report: Report },
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const part of all) {
    const at: Report = (pointer, detail) => report(step('', part.key) + pointer, detail)
    const raw = properties.get(part.key)
    const value = raw === undefined ? undefined : part.parse(raw, { catalog, report: at, beside: properties })
    if (value !== undefined) values[part.key] = value
    if (raw === undefined && part.isRequired) at('', `This is missing: give ${PART_INPUTS[part.input]}.`)
  }
  return values
}
