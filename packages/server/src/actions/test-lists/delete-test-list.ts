import { testListsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteTestList } from '../../store/test-lists.ts'

export const deleteTestListAction = action(testListsDelete, async ({ write }, { params }) => {
  await write((transaction) => deleteTestList(transaction, params.name.normalize('NFC')))
})
