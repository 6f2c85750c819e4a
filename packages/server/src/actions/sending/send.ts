import { sendingSend } from '@rollcall/contract'
import { action } from '../../action.ts'
import { checkSending } from './check-sending.ts'
import { sendBatch } from './send-batch.ts'
import { sendSingle } from './send-single.ts'

/** Answers when everything is in the record: from then on it leaves by itself, whatever happens. */
export const sendAction = action(sendingSend, async (context, { body }) => {
  const { product, caller } = context
  const checked = await checkSending({ product, projectId: caller.projectId }, body)
  const { recipientType, recipientEmail = '' } = body
  const answer =
    recipientType === 'email'
      ? await sendSingle(context, checked, recipientEmail)
      : await sendBatch(context, checked, body)
  product.wake('campaigns')
  const { provider, warnings } = checked
  return { ...answer, provider, ...(warnings.length > 0 && { warnings }) }
})
