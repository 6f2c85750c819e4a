import { toId, viewsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getView, updateView } from '../../store/views.ts'
import { saveView } from './save-view.ts'

export const updateViewAction = action(viewsUpdate, async (context, { params, body }) => {
  const view = await getView(context.product.database, context.caller.projectId, params.view)
  const present = { ...view, includedTag: view.includedTagId && toId('tag', view.includedTagId) }
  return saveView(context, { ...present, ...body }, async (transaction, content) => {
    await updateView(transaction, view.id, content)
    return view.id
  })
})
