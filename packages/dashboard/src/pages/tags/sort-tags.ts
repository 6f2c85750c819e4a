import type { Tag } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'

const byName = new Intl.Collator('en', { numeric: true })

const MEASURES: Record<string, (tag: Tag) => number> = {
  people: ({ contactCount }) => contactCount,
  uses: ({ useCount }) => useCount,
  used: ({ lastUsedAt }) => (lastUsedAt ? Date.parse(lastUsedAt) : 0),
}

/** The tags in order; those that are alike by name. */
export function sortTags(tags: Tag[], { field, direction }: Sort): Tag[] {
  const measure = MEASURES[field]
  const sign = direction === 'desc' ? -1 : 1
  return tags.toSorted((a, b) => {
    const named = byName.compare(a.name, b.name)
    return measure ? sign * (measure(a) - measure(b)) || named : sign * named
  })
}
