import { catcherGet } from '@rollcall/contract'
import PostalMime from 'postal-mime'
import { action } from '../../action.ts'
import { getCaughtMessage } from '../../store/caught-messages.ts'
import { messageSummary } from './message-summary.ts'

export const getMessageAction = action(catcherGet, async ({ product, caller }, { params }) => {
  const message = await getCaughtMessage(product.database, caller.projectId, params.message)
  const { html, text, headers } = await PostalMime.parse(message.raw)
  return {
    ...messageSummary(message),
    html: html ?? null,
    text: text ?? null,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  }
})
