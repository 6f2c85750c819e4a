/**
 * Every value that a dot path leads to in an event's properties; null, blank texts and empty lists are no values.
 *
 * A step maps over lists of objects. Only own properties count, and keys with a dot cannot be reached.
 */
export function reachedValues(properties: unknown, path: string): unknown[] {
  let reached = elements(properties)
  for (const step of path.split('.')) reached = reached.flatMap((value) => elements(ownValue(value, step)))
  return reached.filter((value) => !isMissing(value))
}

/** Every number that a dot path leads to. */
export function reachedNumbers(properties: unknown, path: string): number[] {
  return reachedValues(properties, path).filter((value) => typeof value === 'number')
}

function elements(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(elements) : [value]
}

function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}
