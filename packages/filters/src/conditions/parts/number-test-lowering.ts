import type { Lowering, MicroTest, NumberTest, Span } from '../../lowering.ts'
import { microUnits } from '../../values/micro-units.ts'
import { lowerTest, numberTests, type ValueTest } from './value-test.ts'

/** A test of one number, as spans. */
export function toNumberTest(test: ValueTest): NumberTest {
  return spansOf(lowerTest(test, numberTests, 'number'))
}

/** The same test of a sum: bounds in micro-units. */
export function toMicroTest(test: ValueTest): MicroTest {
  const { any, not } = toNumberTest(test)
  return { any: any.map(inMicroUnits), ...(not && { not }) }
}

function spansOf(lowering: Lowering): NumberTest {
  switch (lowering.is) {
    case 'range':
      return { any: [{ ...(lowering.from && { from: lowering.from }), ...(lowering.to && { to: lowering.to }) }] }
    case 'any':
      return { any: lowering.of.flatMap((part) => spansOf(part).any) }
    case 'not':
      return { any: spansOf(lowering.of).any, not: true }
    default:
      throw new Error(`A number operator lowers to ranges, not to "${lowering.is}".`)
  }
}

function inMicroUnits({ from, to }: Span): MicroTest['any'][number] {
  return { ...(from && { from: micro(from) }), ...(to && { to: micro(to) }) }
}

function micro({ value, open }: { value: number; open?: boolean }): { value: string; open?: boolean } {
  return { value: String(microUnits(value)), ...(open && { open }) }
}
