import type { Catalog } from '../../catalog.ts'
import { suggestion } from '../../closest.ts'
import type { Condition } from '../../filter.ts'
import type { Operand, Operator } from '../../operators/operator.ts'
import { type Report, step } from '../../problem.ts'
import { alternatives, shown, someAlternatives } from '../../shown.ts'
import type { Parts, RawCondition } from '../condition.ts'
import type { Part } from '../parts/part.ts'
import { refuseStrangers } from '../shape-problem.ts'
import { type ComparisonDefinition, givenUnder, partsFor, type Question, toCondition } from './definition.ts'
import { parseOperand } from './operand.ts'
import type { Subject } from './subject.ts'

/** Where an untrusted comparison is read: against which project, and who takes the problems. */
type Reading = { catalog: Catalog; report: Report }

/** The normalised comparison, or undefined after reporting why there is none. */
export function parseComparison(
  definition: ComparisonDefinition,
  raw: RawCondition,
  { catalog, report }: Reading,
): Condition | undefined {
  const { subjectKey } = definition
  const at = (key: string) => below(report, step(raw.pointer, key))
  const subject = parseSubject(definition, raw, { catalog, report: at(subjectKey ?? 'type') })
  const operator = subject && parseOperator(subject, raw.properties.get('op'), at('op'))
  refuseStrangers(
    raw.properties.keys(),
    {
      known: ['type', ...(subjectKey ? [subjectKey] : []), 'op', ...keysOf(definition, operator)],
      who: operator ? `A condition with "${operator.id}"` : 'This condition',
      pointer: raw.pointer,
    },
    report,
  )
  if (!subject || !operator) return undefined
  const operand = parseStanding(definition, raw, { question: { subject, operator, catalog }, report })
  const parts = parseParts(partsFor(definition, operator), raw, { catalog, report })
  return operand && toCondition(definition, { subject: subject.key, operator, operand, parts })
}

/** The keys that an operator takes beside itself; while it is unknown, any that one might. */
function keysOf(definition: ComparisonDefinition, operator: Operator | undefined): string[] {
  if (!operator) {
    const own = definition.operators.flatMap(({ keys = {} }) => Object.keys(keys))
    return [definition.operandKey, ...own, ...(definition.parts ?? []).map(({ key }) => key)]
  }
  const parts = partsFor(definition, operator).map(({ key }) => key)
  if (operator.keys) return [...Object.keys(operator.keys), ...parts]
  return operator.input === 'none' ? parts : [definition.operandKey, ...parts]
}

/** The operand from where the operator has it: one list, or entry by entry under keys of their own. */
function parseStanding(
  { operandKey }: ComparisonDefinition,
  { pointer, properties }: RawCondition,
  { question, report }: { question: Question; report: Report },
): Operand | undefined {
  const { operator } = question
  const keys = operator.keys && Object.keys(operator.keys)
  if (!keys) {
    const operand = operator.input === 'none' ? [] : properties.get(operandKey)
    return parseOperand(operand, question, below(report, step(pointer, operandKey)))
  }
  const operand = givenUnder(keys, (key) => properties.get(key))
  return parseOperand(operand.length === 0 ? undefined : operand, question, (inside, detail) => {
    const [, index = '0', rest = ''] = /^\/(\d+)(.*)$/s.exec(inside) ?? []
    report(step(pointer, keys[Number(index)] ?? '') + rest, detail)
  })
}

function parseParts(
  parts: readonly Part[],
  { pointer, properties }: RawCondition,
  { catalog, report }: Reading,
): Parts {
  const values: Record<string, unknown> = {}
  for (const { key, parse } of parts) {
    if (!properties.has(key)) continue
    const value = parse(properties.get(key), { catalog, report: below(report, step(pointer, key)), beside: properties })
    if (value !== undefined) values[key] = value
  }
  return values
}

function below(report: Report, pointer: string): Report {
  return (inside, detail) => report(pointer + inside, detail)
}

function parseSubject(
  { subjects, subjectKey }: ComparisonDefinition,
  { properties }: RawCondition,
  { catalog, report }: Reading,
): Subject | undefined {
  const key = subjectKey === undefined ? undefined : properties.get(subjectKey)
  const subject = key === undefined || typeof key === 'string' ? subjects.find(catalog, key) : undefined
  if (subject) return subject
  const keys = subjects.list(catalog).flatMap((known) => known.key ?? [])
  const said = key === undefined ? `"${subjectKey}" is missing` : `There is no ${subjectKey} ${shown(key)}`
  report('', `${said}: give the key of one that exists, such as ${someAlternatives(keys)}.${suggestion(key, keys)}`)
  return undefined
}

function parseOperator(subject: Subject, id: unknown, report: Report): Operator | undefined {
  const operator = subject.operators.find((known) => known.id === id)
  if (operator) return operator
  const ids = subject.operators.map((known) => known.id)
  const said = id === undefined ? '"op" is missing' : `${shown(id)} is not an operator of ${subject.label}`
  report('', `${said}: it takes ${alternatives(ids)}.${suggestion(id, ids)}`)
  return undefined
}
