import type { Filter } from '@rollcall/filters'

/** Something about a segment that is allowed and yet probably not meant. */
export type Warning = { code: string; detail: string }

/** What a person would want to know before using a rule that matches `count` people right now. */
export function warningsFor(filter: Filter, count: number): Warning[] {
  if (filter.conditions.length === 0) return [{ code: 'everyone', detail: 'This is everyone: it has no conditions.' }]
  if (count === 0) return [{ code: 'nobody', detail: 'Nobody matches right now.' }]
  return []
}
