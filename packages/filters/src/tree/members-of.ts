import type { Condition, Filter } from '../filter.ts'

/** The filter that the members of a segment (by id) satisfy, and nobody else. */
export function membersOf(segment: string): Filter {
  const isMember: Condition = { type: 'segment', op: 'in', segment }
  return { match: 'all', conditions: [isMember] }
}
