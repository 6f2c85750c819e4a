import { fieldsList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listFields } from '../../store/fields.ts'

export const listFieldsAction = action(fieldsList, async ({ product, caller }) => {
  const data = await listFields(product.database, caller.projectId)
  return { data, has_more: false, next_cursor: null }
})
