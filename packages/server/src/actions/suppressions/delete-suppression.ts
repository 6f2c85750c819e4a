import { suppressionsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { removeSuppression } from '../../store/suppressions.ts'

export const deleteSuppressionAction = action(suppressionsDelete, async ({ write }, { params, query }) => {
  await write((transaction) => removeSuppression(transaction, params.suppression, query.reason || null))
})
