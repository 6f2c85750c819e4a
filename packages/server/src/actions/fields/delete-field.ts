import { fieldsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteField } from '../../store/fields.ts'

export const deleteFieldAction = action(fieldsDelete, async ({ write }, { params }) => {
  await write((transaction) => deleteField(transaction, params.key), { bulk: true })
})
