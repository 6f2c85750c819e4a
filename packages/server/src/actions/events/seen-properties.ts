type Value = string | number | boolean
type Type = 'text' | 'number' | 'boolean'

/** A property that events have, as a filter names it, with its common values. */
export type SeenProperty = { property: string; type: Type; events: number; values: { value: Value; events: number }[] }

const MOST_PROPERTIES = 100
const MOST_VALUES = 20
/** Longer ones are prose: nobody picks them from a list. */
const LONGEST_VALUE = 100

/** The properties of some events, those that most of them have first. */
export function seenProperties(events: unknown[]): SeenProperty[] {
  const seen = new Map<string, { events: number; values: Map<Value, number>; types: Map<Type, number> }>()
  for (const properties of events) {
    for (const [property, values] of valuesByPath(properties)) {
      const entry = seen.get(property) ?? { events: 0, values: new Map(), types: new Map() }
      seen.set(property, entry)
      entry.events += 1
      for (const value of values) {
        count(entry.types, typeOf(value))
        if (String(value).length <= LONGEST_VALUE) count(entry.values, value)
      }
    }
  }
  return [...seen]
    .sort(([a, one], [b, other]) => other.events - one.events || (a < b ? -1 : 1))
    .slice(0, MOST_PROPERTIES)
    .map(([property, { events: number, types, values }]) => ({
      property,
      type: mostCommon(types)[0]?.[0] ?? 'text',
      events: number,
      values: mostCommon(values)
        .slice(0, MOST_VALUES)
        .map(([value, times]) => ({ value, events: times })),
    }))
}

/** What stands at each dot path, through lists, once each. */
function valuesByPath(properties: unknown): Map<string, Set<Value>> {
  const found = new Map<string, Set<Value>>()
  const add = (path: string, value: unknown) => {
    const isValue = typeof value === 'number' || typeof value === 'boolean'
    if (path === '' || !(isValue || (typeof value === 'string' && value.trim() !== ''))) return
    found.set(path, (found.get(path) ?? new Set()).add(isValue ? value : value.trim()))
  }
  const visit = (path: string, value: unknown) => {
    if (Array.isArray(value)) {
      for (const inner of value) visit(path, inner)
    } else if (typeof value === 'object' && value !== null) {
      // A path is taken apart at its dots, so none leads to a key that has one.
      const steps = Object.entries(value).filter(([key]) => !key.includes('.'))
      for (const [key, inner] of steps) visit(path === '' ? key : `${path}.${key}`, inner)
    } else {
      add(path, value)
    }
  }
  visit('', properties)
  return found
}

function typeOf(value: Value): Type {
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
}

function count<Key>(counts: Map<Key, number>, key: Key) {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function mostCommon<Key>(counts: Map<Key, number>): [Key, number][] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (String(a) < String(b) ? -1 : 1))
}
