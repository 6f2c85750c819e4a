import { suppressionsRemove } from '@rollcall/contract'
import { action } from '../../action.ts'
import { removeSuppressions } from '../../store/suppressions.ts'

export const removeSuppressionsAction = action(suppressionsRemove, async ({ write }, { body: { ids, reason } }) => {
  const gone = await write((transaction) => removeSuppressions(transaction, ids, reason || null))
  return { removed: gone.length }
})
