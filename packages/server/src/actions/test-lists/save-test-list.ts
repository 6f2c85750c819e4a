import { testListsSave } from '@rollcall/contract'
import { action } from '../../action.ts'
import { saveTestList } from '../../store/test-lists.ts'

export const saveTestListAction = action(testListsSave, async ({ write }, { body }) => {
  const list = { name: body.name.normalize('NFC'), to: [...new Set(body.to)] }
  await write((transaction) => saveTestList(transaction, list))
  return list
})
