import { tagsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTag, tagReply } from '../../store/tags.ts'

export const getTagAction = action(tagsGet, async ({ product, caller }, { params }) => {
  const tag = await getTag(product.database, caller.projectId, params.tag)
  return tagReply(product.database, caller.projectId, tag.id)
})
