import { tagsUses, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTag } from '../../store/tags.ts'
import { listUses } from '../../store/uses.ts'

export const listTagUsesAction = action(tagsUses, async ({ product, caller }, { params }) => {
  const { id } = await getTag(product.database, caller.projectId, params.tag)
  const data = await listUses(product.database, caller.projectId, { kind: 'tag', id: toId('tag', id) })
  return { data, has_more: false, next_cursor: null }
})
