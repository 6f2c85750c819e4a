import { sendingSend } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { checkSending, type SendingBody } from './check-sending.ts'
import { findEarlier, hashRequest } from './repeated-request.ts'
import { batchAnswer, sendBatch } from './send-batch.ts'
import { sendSingle, singleAnswer } from './send-single.ts'

/** Answers when everything is in the record: from then on it leaves by itself, whatever happens. */
export const sendAction = action(sendingSend, async (context, { body }) => {
  const { product, caller } = context
  const { content, provider, warnings } = await checkSending({ product, projectId: caller.projectId }, body)
  const request = hashRequest(context, body)
  const answer = (await findAnswer(context, request, body)) ?? (await send(context, { ...content, request }, body))
  product.wake('campaigns')
  return { ...answer, provider, ...(warnings.length > 0 && { warnings }) }
})

function send(context: ActionContext, content: Parameters<typeof sendBatch>[1], body: SendingBody) {
  const { recipientType, recipientEmail = '' } = body
  return recipientType === 'email' ? sendSingle(context, content, recipientEmail) : sendBatch(context, content, body)
}

/** What was told, or would have been, when the same request came before. */
async function findAnswer(context: ActionContext, request: Buffer | null, body: SendingBody) {
  const found = await findEarlier(context, request)
  if (!found) return undefined
  const { deliveryId } = found
  if (deliveryId === null) return batchAnswer(found.campaignId, found.people)
  return singleAnswer({ ...found, deliveryId }, body.recipientEmail ?? '')
}
