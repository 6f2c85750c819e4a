import type { Tests } from './catalogue.ts'
import type { SeenProperty } from './use-seen-events.ts'

/** All comparisons of a property, those that suit its values first. */
export function operatorsFor(tests: Tests, property: SeenProperty | undefined): Tests['property'] {
  if (!property) return tests.property
  const others = [...tests.number, ...tests.text]
  const suited = {
    number: tests.number,
    text: tests.text,
    boolean: tests.property.filter((operator) => !others.includes(operator)),
  }[property.type]
  return [...suited, ...tests.property.filter((operator) => !suited.includes(operator))]
}

/** The values that a property has, as texts, with how many events have each. */
export function valuesOf(property: SeenProperty | undefined): ReadonlyMap<string, number> | undefined {
  return property && new Map(property.values.map(({ value, events }) => [String(value), events]))
}
