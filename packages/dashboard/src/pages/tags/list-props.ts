import type { Doing } from './doing.ts'
import type { TagGroup } from './group-tags.ts'

/** What a list of tags is shown with, as rows or as cards. */
export type ListProps = {
  groups: TagGroup[]
  selected: ReadonlySet<string>
  /** Nothing for whoever may do nothing with them. */
  select: ((id: string) => void) | undefined
  start: (doing: Doing) => void
}
