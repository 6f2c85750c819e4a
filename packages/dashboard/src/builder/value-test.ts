import type { BuilderOperator, Operand } from '@rollcall/filters'

/** A stored test taken apart; undefined where it is none that these operators make. */
export function readTest(
  test: unknown,
  operators: BuilderOperator[],
): { operator: BuilderOperator; operand: Operand } | undefined {
  if (typeof test !== 'object' || test === null) return undefined
  const { op, value, values, ...others } = Object.fromEntries(Object.entries(test))
  const operator = operators.find(({ id }) => id === op)
  if (value !== undefined && values !== undefined) return undefined
  const operand: unknown[] = value === undefined ? (values === undefined ? [] : [values].flat()) : [value]
  const plain = operand.filter((entry) => typeof entry === 'string' || typeof entry === 'number')
  const hasOperand = operand.length > 0 || operator?.input === 'none'
  const isWhole = plain.length === operand.length && hasOperand && Object.keys(others).length === 0
  return operator && isWhole ? { operator, operand: plain } : undefined
}

/** The test by an operator; nothing while there is nothing to compare with. */
export function writeTest({ id, input }: BuilderOperator, operand: Operand): object | undefined {
  if (input === 'none') return { op: id }
  if (operand.length === 0) return undefined
  return operand.length === 1 ? { op: id, value: operand[0] } : { op: id, values: operand }
}
