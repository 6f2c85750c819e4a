import type { Filter } from './filter.ts'

/** The filter of everyone who carries a tag, given by its id or exact name. */
export function taggedWith(tag: string): Filter {
  return { match: 'all', conditions: [{ type: 'tag', op: 'has_any', tags: [tag] }] }
}
