import type { Filter } from '@rollcall/filters'

/** What stands behind the ? of an address, before a page has looked at it; what a page does not know is ignored. */
export type Given = Record<string, unknown>

export function textIn(given: Given, key: string): string | undefined {
  const value = given[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
}

export function textsIn(given: Given, key: string): string[] | undefined {
  const value = given[key]
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  return texts.length > 0 ? texts : undefined
}

export function oneIn<const Choice extends string>(
  given: Given,
  key: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === given[key])
}

export function directionIn(given: Given): 'asc' | 'desc' | undefined {
  return oneIn(given, 'direction', ['asc', 'desc'])
}

export function filtersIn(given: Given): Filter | undefined {
  return isFilter(given.filters) ? given.filters : undefined
}

/** Something new is being made on the page. */
export function newIn(given: Given): true | undefined {
  return given.new === true ? true : undefined
}

/** Whether a value has the shape of a filter; the server judges what is inside its conditions. */
export function isFilter(value: unknown): value is Filter {
  if (!isRecord(value) || typeof value.match !== 'string' || !Array.isArray(value.conditions)) return false
  return value.conditions.every(
    (node) => isRecord(node) && ('type' in node ? typeof node.type === 'string' : isFilter(node)),
  )
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
