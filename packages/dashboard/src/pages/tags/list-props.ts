import type { Tag } from '../../api.ts'
import type { Doing } from './doing.ts'

/** What a list of tags is shown with, as rows or as cards. */
export type ListProps = {
  tags: Tag[]
  selected: ReadonlySet<string>
  /** Nothing for whoever may do nothing with them. */
  select: ((id: string) => void) | undefined
  start: (doing: Doing) => void
}
