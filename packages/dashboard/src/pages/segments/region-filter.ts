import type { Condition, Filter } from '@rollcall/filters'

type About = { all: string[]; write: (segment: string) => Condition }

/** The rule of exactly those who are in these segments and in none of the others. */
export function regionFilter(inside: string[], { all, write }: About): Filter {
  const outside = all.filter((id) => !inside.includes(id))
  const not: Filter = { match: 'none', conditions: outside.map(write) }
  return { match: 'all', conditions: [...inside.map(write), ...(outside.length > 0 ? [not] : [])] }
}
