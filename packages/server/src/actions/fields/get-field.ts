import { fieldsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getField } from '../../store/fields.ts'
import { withStats } from './field-stats.ts'

const SAMPLED = 1_000

export const getFieldAction = action(fieldsGet, async (context, { params, query }) => {
  const field = await getField(context.product.database, context.caller.projectId, params.key)
  if (!query.stats) return field
  const [counted] = await withStats(context, [field], SAMPLED)
  return counted
})
