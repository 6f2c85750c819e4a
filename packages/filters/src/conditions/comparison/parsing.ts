import type { Catalog } from '../../catalog.ts'
import { suggestion } from '../../closest.ts'
import type { Operator } from '../../operators/operator.ts'
import { MOST_PROBLEMS, type Report, step } from '../../problem.ts'
import { alternatives, enumeration, shown, someAlternatives } from '../../shown.ts'
import type { Condition, RawCondition } from '../condition.ts'
import { type ComparisonDefinition, toCondition } from './definition.ts'
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
  const { operandKey, subjectKey } = definition
  const at =
    (key: string): Report =>
    (pointer, detail) =>
      report(step(raw.pointer, key) + pointer, detail)
  const subject = parseSubject(definition, raw, { catalog, report: at(subjectKey ?? 'type') })
  const operator = subject && parseOperator(subject, raw.properties.get('op'), at('op'))
  const keys = ['type', ...(subjectKey ? [subjectKey] : []), 'op', ...(operator?.input === 'none' ? [] : [operandKey])]
  refuseStrangers(raw, keys, { operator, report })
  if (!subject || !operator) return undefined
  const rawOperand = operator.input === 'none' ? [] : raw.properties.get(operandKey)
  const operand = parseOperand(rawOperand, { subject, operator, catalog }, at(operandKey))
  return operand ? toCondition(definition, { subject: subject.key, operator, operand }) : undefined
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

function refuseStrangers(
  { pointer, properties }: RawCondition,
  keys: readonly string[],
  { operator, report }: { operator: Operator | undefined; report: Report },
): void {
  const strangers = [...properties.keys()].filter((key) => !keys.includes(key)).slice(0, MOST_PROBLEMS)
  const who = operator ? `A condition with "${operator.id}"` : 'This condition'
  for (const key of strangers) {
    report(step(pointer, key), `Unknown key ${shown(key)}. ${who} takes ${enumeration(keys)}.${suggestion(key, keys)}`)
  }
}
