import type { Raw } from './world.ts'

/** One number test as it stands in a filter: `op` with `value` or `values`. */
export function isNumberMatch(number: number, { op, value, values }: Raw): boolean {
  const given = (value === undefined ? values : [value]) as number[]
  const [first = Number.NaN, second = Number.NaN] = given
  if (op === 'eq') return given.some((wanted) => number === wanted)
  if (op === 'neq') return given.every((wanted) => number !== wanted)
  if (op === 'gt') return number > first
  if (op === 'gte') return number >= first
  if (op === 'lt') return number < first
  if (op === 'lte') return number <= first
  return number >= first && number <= second
}

/** sum, avg, min, max of some numbers against a test; a missing aggregate satisfies nothing. */
export function isAggregateMatch(numbers: number[], aggregate: Raw): boolean {
  if (numbers.length === 0) return false
  if (aggregate.fn === 'min')
    return isNumberMatch(
      numbers.reduce((a, b) => Math.min(a, b)),
      aggregate,
    )
  if (aggregate.fn === 'max')
    return isNumberMatch(
      numbers.reduce((a, b) => Math.max(a, b)),
      aggregate,
    )
  const sum = numbers.map(microUnits).reduce((a, b) => a + b, 0n)
  const times = aggregate.fn === 'avg' ? BigInt(numbers.length) : 1n
  const given = (aggregate.value === undefined ? aggregate.values : [aggregate.value]) as number[]
  const wanted = given.map((value) => microUnits(value) * times)
  const [first = 0n, second = 0n] = wanted
  if (aggregate.op === 'eq') return wanted.includes(sum)
  if (aggregate.op === 'neq') return !wanted.includes(sum)
  if (aggregate.op === 'gt') return sum > first
  if (aggregate.op === 'gte') return sum >= first
  if (aggregate.op === 'lt') return sum < first
  if (aggregate.op === 'lte') return sum <= first
  return sum >= first && sum <= second
}

/** × 10⁶ as a double product, rounded half away from zero; a product beyond the doubles is taken exactly. */
function microUnits(number: number): bigint {
  const product = number * 1_000_000
  if (!Number.isFinite(product)) return BigInt(number) * 1_000_000n
  const whole = Math.trunc(product)
  const rest = Math.abs(product - whole)
  return BigInt(whole) + (rest >= 0.5 ? BigInt(Math.sign(product)) : 0n)
}
