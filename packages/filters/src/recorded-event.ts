import type { Filter } from './filter.ts'

/** Everybody of whom an event of that name was ever recorded. */
export function recordedEvent(name: string): Filter {
  return { match: 'all', conditions: [{ type: 'event', op: 'did', name }] }
}
