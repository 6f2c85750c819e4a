import { fieldsList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listFields } from '../../store/fields.ts'
import { withStats } from './field-stats.ts'

const SAMPLED = 200

export const listFieldsAction = action(fieldsList, async (context, { query }) => {
  const fields = await listFields(context.product.database, context.caller.projectId)
  const data = query.stats ? await withStats(context, fields, SAMPLED) : fields
  return { data, has_more: false, next_cursor: null }
})
