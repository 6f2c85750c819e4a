import { keysList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listKeys as listKeyRows } from '../../store/keys.ts'
import { toKey } from './to-key.ts'

export const listKeys = action(keysList, async ({ product, caller }) => {
  const rows = await listKeyRows(product.database, caller.projectId)
  return { data: rows.map(toKey), has_more: false, next_cursor: null }
})
