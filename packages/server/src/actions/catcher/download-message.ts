import { catcherRaw, toId } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { getCaughtMessage } from '../../store/caught-messages.ts'

export const downloadMessageAction = action(catcherRaw, async ({ product, caller }, { params }) => {
  const { id, raw } = await getCaughtMessage(product.database, caller.projectId, params.message)
  return new Download(raw, `${toId('message', id)}.eml`)
})
