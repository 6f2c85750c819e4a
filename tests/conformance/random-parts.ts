import fc from 'fast-check'
import type { BuilderPart, Parts } from '../../packages/filters/src/conditions/condition.ts'
import type { PartInput } from '../../packages/filters/src/conditions/parts/part-input.ts'

/** What the parts of conditions are drawn from. */
type Source = Record<'value' | 'number' | 'window', fc.Arbitrary<unknown>>

/** Any of the parts that the builder offers, the required ones always; not every draw is accepted. */
export function randomParts(offered: readonly BuilderPart[], source: Source): fc.Arbitrary<Parts> {
  const drawn = Object.fromEntries(offered.map((part) => [part.key, randomPart(part, source)]))
  const requiredKeys = offered.filter(({ isRequired }) => isRequired).map(({ key }) => key)
  return fc.record(drawn, { requiredKeys })
}

function randomPart({ input, choices = [] }: BuilderPart, { value, number, window }: Source): fc.Arbitrary<unknown> {
  const choice = choices.length > 0 ? fc.constantFrom(...choices.map((one) => one.value)) : value
  const many = fc.array(choice, { minLength: 1, maxLength: 3 })
  const numberTest = testOf(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'between'], number)
  const property = fc.constantFrom('a', 'a.b', 'b', 'a" is "b')
  const textTest = testOf(['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'ends_with'], value)
  const bare = fc.record({ op: fc.constantFrom('is_true', 'is_false', 'is_empty', 'is_not_empty') })
  const arbitraries: Record<PartInput, fc.Arbitrary<unknown>> = {
    window,
    choice,
    choices: many,
    thing: choice,
    things: many,
    text: fc.oneof(fc.constant('a'), value),
    percent: fc.constantFrom(0, 2.03, 50, 99.99, 100),
    count: testOf(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'between'], fc.constantFrom(0, 1, 2)),
    'number-test': numberTest,
    'text-test': textTest,
    'property-tests': fc.array(testing(property, fc.oneof(numberTest, textTest, bare)), { minLength: 1, maxLength: 2 }),
    aggregate: fc
      .tuple(fc.constantFrom('sum', 'avg', 'min', 'max'), testing(property, numberTest))
      .map(([fn, test]) => ({ fn, ...test })),
    campaigns: fc.oneof(many, fc.record({ last: fc.constantFrom(1, 2) })),
  }
  return arbitraries[input]
}

function testing(property: fc.Arbitrary<string>, test: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(property, test).map(([path, drawn]) => ({ property: path, ...drawn }))
}

function testOf(ops: string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const op = fc.constantFrom(...ops)
  return fc.oneof(
    fc.record({ op, value: operand }),
    fc.record({ op, values: fc.array(operand, { minLength: 1, maxLength: 2 }) }),
  )
}
