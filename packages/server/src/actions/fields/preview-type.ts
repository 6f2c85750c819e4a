import { fieldsPreviewType } from '@rollcall/contract'
import { action } from '../../action.ts'
import { tryFieldType } from '../../store/field-retyping.ts'
import { getField } from '../../store/fields.ts'
import { isRule, listUses } from '../../store/uses.ts'

export const previewTypeAction = action(fieldsPreviewType, async ({ product, caller }, { params, body }) => {
  const { database } = product
  const { projectId } = caller
  const field = await getField(database, projectId, params.key)
  const [fit, usedBy] = await Promise.all([
    tryFieldType({ ...database, projectId }, field, body),
    listUses(database, projectId, { kind: 'field', id: field.key }),
  ])
  return { ...fit, usedBy: usedBy.filter(isRule) }
})
