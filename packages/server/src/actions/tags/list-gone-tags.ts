import { tagsGone } from '@rollcall/contract'
import { action } from '../../action.ts'
import { goneSince, listGoneTags } from '../../store/gone-tags.ts'

/** Nobody looks further back than this for what they want back. */
const MOST_TAGS = 100

export const listGoneTagsAction = action(tagsGone, async ({ product, caller }) => {
  const since = goneSince(product.now())
  const data = await listGoneTags(product.database, caller.projectId, { since, limit: MOST_TAGS })
  return { data, has_more: false, next_cursor: null }
})
