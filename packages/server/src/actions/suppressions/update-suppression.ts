import { suppressionsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { updateSuppression } from '../../store/suppressions.ts'

export const updateSuppressionAction = action(suppressionsUpdate, ({ write }, { params, body }) =>
  write((transaction) => updateSuppression(transaction, params.suppression, body)),
)
