import { z } from 'zod'
import { suggestion } from '../../closest.ts'
import type { ColumnId, Lowering } from '../../lowering.ts'
import { operatorsOn } from '../../operators/index.ts'
import { INPUTS } from '../../operators/input-hint.ts'
import type { Operator } from '../../operators/operator.ts'
import { MOST_PROBLEMS, type Report, step } from '../../problem.ts'
import { quoted } from '../../quoted.ts'
import { alternatives, shown } from '../../shown.ts'
import { reportIssue } from '../shape-problem.ts'

/** A comparison of something that is no field: a count, a property, a link. `value` where there is one, else `values`. */
export type ValueTest = { op: string; value?: string | number; values?: (string | number)[] }

/** The comparisons of a kind of test, in the words of the operators of fields. */
export type TestKind = readonly Operator[]

const withOperand = (operator: Operator): boolean => operator.input !== 'none'

/** Numbers: eq, neq, gt, gte, lt, lte, between. */
export const numberTests: TestKind = operatorsOn('number').filter(withOperand)

/** Texts: the six that take one. */
export const textTests: TestKind = operatorsOn('text').filter(withOperand)

/** Properties of events, which may be anything: numbers, texts, booleans, and whether there is one at all. */
export const propertyTests: TestKind = [...numberTests, ...textTests, ...operatorsOn('boolean')]

/** The shapes of a test, with what stands beside it. */
export function testShapes(kind: TestKind, beside: z.ZodRawShape = {}): z.ZodType[] {
  return kind.flatMap((operator) => {
    const op = z.literal(operator.id)
    if (operator.input === 'none') return [z.strictObject({ ...beside, op })]
    const one = z.strictObject({ ...beside, op, value: operator.on === 'number' ? z.number() : z.string() })
    const many = z.strictObject({ ...beside, op, values: operator.argument })
    if (isPair(operator)) return [many]
    return isPlural(operator) ? [one, many] : [one]
  })
}

/** The keys that a test may have. */
export const TEST_KEYS = ['op', 'value', 'values']

/** The normalised test, or undefined after reporting what is wrong. Other keys than its own are nobody's business here. */
export function parseTest(raw: object, kind: TestKind, report: Report): ValueTest | undefined {
  const given = new Map(Object.entries(raw))
  const operator = parseOperator(given.get('op'), kind, report)
  if (!operator) return undefined
  if (operator.input === 'none') {
    refuse(['value', 'values'], given, { report, detail: `"${operator.id}" takes nothing.` })
    return given.has('value') || given.has('values') ? undefined : { op: operator.id }
  }
  const key = operandKey(operator, given, report)
  if (!key) return undefined
  const operand = key === 'value' ? [given.get('value')] : given.get('values')
  const parsed = operator.argument.safeParse(operand)
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, MOST_PROBLEMS)) {
      const path = key === 'value' ? issue.path.slice(1) : issue.path
      const expected = `"${operator.id}" takes ${INPUTS[operator.input].replace(/^a list of one (?!or)/, 'one ')}.`
      reportIssue({ ...issue, path }, { raw: given.get(key), expected }, (pointer, detail) =>
        report(step('', key) + pointer, detail),
      )
    }
    return undefined
  }
  // Numbers and texts depend on no project.
  const flaw = operator.flaw?.(parsed.data, { timezone: 'UTC' })
  if (flaw) report(step('', key), `This does not fit: ${flaw}`)
  return flaw
    ? undefined
    : toTest(
        operator,
        key,
        parsed.data.filter((value) => typeof value !== 'object'),
      )
}

/** What a test asks of a column. */
export function lowerTest(test: ValueTest, kind: TestKind, column: ColumnId): Lowering {
  // Numbers and texts depend on no clock.
  return getOperator(test, kind).lower(column, operandOf(test), { now: 0, timezone: 'UTC' })
}

/** `is at least 100`. */
export function testWords(test: ValueTest, kind: TestKind): string {
  return getOperator(test, kind).words(
    operandOf(test).map((value) => (typeof value === 'string' ? quoted(value) : String(value))),
  )
}

/** What a test compares with. */
export function operandOf({ value, values = [] }: ValueTest): (string | number)[] {
  return value === undefined ? values : [value]
}

function toTest(operator: Operator, key: 'value' | 'values', operand: (string | number)[]): ValueTest {
  const [value] = operand
  return key === 'value' && value !== undefined ? { op: operator.id, value } : { op: operator.id, values: operand }
}

function getOperator({ op }: ValueTest, kind: TestKind): Operator {
  const operator = kind.find(({ id }) => id === op)
  if (!operator) throw new Error(`No test with ${op} can have been stored.`)
  return operator
}

function parseOperator(op: unknown, kind: TestKind, report: Report): Operator | undefined {
  const operator = kind.find(({ id }) => id === op)
  if (operator) return operator
  const ids = kind.map(({ id }) => id)
  const said = op === undefined ? '"op" is missing' : `${shown(op)} is not a comparison here`
  report('/op', `${said}: it takes ${alternatives(ids)}.${suggestion(op, ids)}`)
  return undefined
}

function operandKey(operator: Operator, given: Map<string, unknown>, report: Report): 'value' | 'values' | undefined {
  const { id } = operator
  if (given.has('value') && given.has('values')) {
    report('/values', `Exactly one of "value" and "values" stands in a test with "${id}".`)
    return undefined
  }
  if (given.has('values') && !isPlural(operator)) {
    report('/values', `"${id}" takes one "value", not "values".`)
    return undefined
  }
  if (given.has('value') && isPair(operator)) {
    report('/value', `"${id}" takes two "values", not a "value".`)
    return undefined
  }
  if (given.has('value') || given.has('values')) return given.has('value') ? 'value' : 'values'
  report(
    isPair(operator) ? '/values' : '/value',
    `This is missing: "${id}" takes ${isPair(operator) ? 'two "values"' : 'a "value"'}.`,
  )
  return undefined
}

function refuse(
  keys: string[],
  given: Map<string, unknown>,
  { report, detail }: { report: Report; detail: string },
): void {
  for (const key of keys) if (given.has(key)) report(step('', key), `Unknown key ${shown(key)}. ${detail}`)
}

function isPlural({ input }: Operator): boolean {
  return input === 'numbers' || input === 'texts' || input === 'two-numbers'
}

function isPair({ input }: Operator): boolean {
  return input === 'two-numbers'
}
