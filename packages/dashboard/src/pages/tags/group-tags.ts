import type { Tag } from '../../api.ts'
import { prefixOf } from '../../parts/tag-prefix.ts'

/** Tags that begin with the same words before a colon, or tags without such a beginning (`prefix` is empty). */
export type TagGroup = { prefix: string; tags: Tag[] }

/** Tags such as `source:webinar` by what stands before the colon, in their order; those that share it with none come first. */
export function groupTags(tags: Tag[]): TagGroup[] {
  const byPrefix = Map.groupBy(tags, ({ name }) => prefixOf(name))
  const isGroup = (prefix: string) => prefix !== '' && (byPrefix.get(prefix)?.length ?? 0) > 1
  const single = tags.filter(({ name }) => !isGroup(prefixOf(name)))
  const groups = [...byPrefix].filter(([prefix]) => isGroup(prefix)).map(([prefix, of]) => ({ prefix, tags: of }))
  return single.length > 0 ? [{ prefix: '', tags: single }, ...groups] : groups
}
