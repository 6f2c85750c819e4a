import { fieldsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getField } from '../../store/fields.ts'

export const getFieldAction = action(fieldsGet, ({ product, caller }, { params }) =>
  getField(product.database, caller.projectId, params.key),
)
