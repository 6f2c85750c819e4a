import { fieldsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { retypeField } from '../../store/field-retyping.ts'
import { getField, updateField } from '../../store/fields.ts'

export const updateFieldAction = action(fieldsUpdate, async ({ product, caller, write }, { params, body }) => {
  const { type, options, ...rest } = body
  const { type: present } = await getField(product.database, caller.projectId, params.key)
  const isRetyped = type !== undefined && type !== present
  await write(
    async (transaction) => {
      if (type !== undefined && isRetyped) await retypeField(transaction, { key: params.key, type, options })
      await updateField(transaction, params.key, isRetyped ? rest : { ...rest, options })
    },
    { bulk: isRetyped },
  )
  return getField(product.database, caller.projectId, params.key)
})
