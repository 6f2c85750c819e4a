import { viewsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { removeUses } from '../../store/definition-uses.ts'
import { deleteView, getView } from '../../store/views.ts'

export const deleteViewAction = action(viewsDelete, async (context, { params }) => {
  await context.write(async (transaction) => {
    const view = await getView(transaction, context.caller.projectId, params.view)
    await removeUses(transaction, { kind: 'view', uuid: view.id })
    await deleteView(transaction, view.id)
    transaction.touchDefinitions()
  })
})
