import type { Aggregate, MicroBound, MicroTest, NumberTest } from '../lowering.ts'
import { microUnits } from '../values/micro-units.ts'
import { isWithin } from './column-question.ts'

/** Whether a number passes a test. */
export function passes({ any, not }: NumberTest, value: number): boolean {
  return any.some((span) => isWithin(value, span)) !== (not === true)
}

/** Whether what numbers come to passes an aggregate's test; no numbers come to nothing, which passes none. */
export function passesAggregate(aggregate: Aggregate, numbers: readonly number[]): boolean {
  if (numbers.length === 0) return false
  if (aggregate.fn === 'min' || aggregate.fn === 'max') {
    const { fn } = aggregate
    return passes(
      aggregate.test,
      numbers.reduce((a, b) => (fn === 'min' ? Math.min(a, b) : Math.max(a, b))),
    )
  }
  const sum = numbers.reduce((total, number) => total + microUnits(number), 0n)
  return passesTotal(aggregate, { sum, count: numbers.length })
}

/** What some numbers come to: their sum in micro-units, and how many they are. */
export type Total = { sum: bigint; count: number }

/** Whether a total passes the test of a sum or an average; of no numbers none does. */
export function passesTotal({ fn, test }: Extract<Aggregate, { test: MicroTest }>, { sum, count }: Total): boolean {
  return count > 0 && passesMicro(test, { sum, times: fn === 'avg' ? BigInt(count) : 1n })
}

type Scaled = { sum: bigint; times: bigint }

function passesMicro({ any, not }: MicroTest, total: Scaled): boolean {
  return any.some(({ from, to }) => isAbove(from, total) && isBelow(to, total)) !== (not === true)
}

function isAbove(bound: MicroBound | undefined, { sum, times }: Scaled): boolean {
  if (!bound) return true
  const value = BigInt(bound.value) * times
  return bound.open ? sum > value : sum >= value
}

function isBelow(bound: MicroBound | undefined, { sum, times }: Scaled): boolean {
  if (!bound) return true
  const value = BigInt(bound.value) * times
  return bound.open ? sum < value : sum <= value
}
