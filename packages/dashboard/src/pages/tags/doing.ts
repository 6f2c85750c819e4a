import type { Tag } from '../../api.ts'

/** What is being done with some tags, in a dialog. */
export type Doing = {
  what: 'rename' | 'merge' | 'delete'
  tags: Tag[]
  /** Tags that look like these and are left out, because they mean something else. */
  others?: Tag[]
}
