import { suppressionsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { removeSuppression } from '../../store/suppressions.ts'

export const deleteSuppressionAction = action(suppressionsDelete, async ({ write }, { params }) => {
  await write((transaction) => removeSuppression(transaction, params.suppression))
})
