import { topicsUses } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTopic } from '../../store/topics.ts'
import { listUses } from '../../store/uses.ts'

export const listTopicUsesAction = action(topicsUses, async ({ product, caller }, { params }) => {
  const { id } = await getTopic(product.database, caller.projectId, params.topic)
  const data = await listUses(product.database, caller.projectId, { kind: 'topic', id })
  return { data, has_more: false, next_cursor: null }
})
