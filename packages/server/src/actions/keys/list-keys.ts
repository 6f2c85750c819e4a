import { keysList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listKeys as listKeyRows } from '../../store/keys.ts'
import { toKeys } from './to-key.ts'

export const listKeys = action(keysList, async (context) => {
  const rows = await listKeyRows(context.product.database, context.caller.projectId)
  return { data: await toKeys(context, rows), has_more: false, next_cursor: null }
})
