import { viewsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getView } from '../../store/views.ts'
import { viewReply } from './view-reply.ts'

export const getViewAction = action(viewsGet, async ({ product, caller }, { params }) =>
  viewReply(await getView(product.database, caller.projectId, params.view)),
)
