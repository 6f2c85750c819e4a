import { fieldsUses } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getField } from '../../store/fields.ts'
import { listUses } from '../../store/uses.ts'

export const listFieldUsesAction = action(fieldsUses, async ({ product, caller }, { params }) => {
  const { key } = await getField(product.database, caller.projectId, params.key)
  const data = await listUses(product.database, caller.projectId, { kind: 'field', id: key })
  return { data, has_more: false, next_cursor: null }
})
