import { testListsList } from '@rollcall/contract'
import { action } from '../../action.ts'
import { listTestLists } from '../../store/test-lists.ts'

export const listTestListsAction = action(testListsList, async ({ product, caller }) => {
  const data = await listTestLists(product.database, caller.projectId)
  return { data, has_more: false, next_cursor: null }
})
