import { fieldsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { createField, getField } from '../../store/fields.ts'

export const createFieldAction = action(fieldsCreate, async ({ product, caller, write }, { body }) => {
  const key = await write((transaction) => createField(transaction, body))
  return getField(product.database, caller.projectId, key)
})
