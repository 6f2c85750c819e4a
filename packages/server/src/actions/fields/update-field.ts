import { fieldsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getField, updateField } from '../../store/fields.ts'

export const updateFieldAction = action(fieldsUpdate, async ({ product, caller, write }, { params, body }) => {
  await write((transaction) => updateField(transaction, params.key, body))
  return getField(product.database, caller.projectId, params.key)
})
