import { viewsList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listViews } from '../../store/views.ts'
import { viewReply } from './view-reply.ts'

export const listViewsAction = action(viewsList, async ({ product, caller }) => {
  const views = await listViews(product.database, caller.projectId)
  return { data: views.map(viewReply), has_more: false, next_cursor: null }
})
