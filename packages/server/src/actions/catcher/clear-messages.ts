import { catcherClear } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteCaughtMessages } from '../../store/caught-messages.ts'

export const clearMessagesAction = action(catcherClear, async ({ write }) => {
  await write(deleteCaughtMessages)
})
