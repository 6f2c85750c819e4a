import { createHash } from 'node:crypto'
import { sendingSend } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { findRepeated } from '../../store/sendings.ts'
import { checkSending, type SendingBody } from './check-sending.ts'
import { batchAnswer, sendBatch } from './send-batch.ts'
import { sendSingle, singleAnswer } from './send-single.ts'

// As long as answers are kept for their keys.
const REPEATED_WITHIN_MS = 86_400_000

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

function hashRequest({ request, caller }: ActionContext, body: SendingBody): Buffer | null {
  if (request.idempotencyKey === null) return null
  return createHash('sha256')
    .update(JSON.stringify([caller.actor, request.idempotencyKey, body]))
    .digest()
}

/** What was told, or would have been, when the same request came before. */
async function findAnswer({ product, caller }: ActionContext, request: Buffer | null, body: SendingBody) {
  if (request === null) return undefined
  const since = new Date(product.now().getTime() - REPEATED_WITHIN_MS)
  const found = await findRepeated(product.database, caller.projectId, { request, since })
  if (!found) return undefined
  const { deliveryId } = found
  if (deliveryId === null) return batchAnswer(found.campaignId, found.people)
  return singleAnswer({ ...found, deliveryId }, body.recipientEmail ?? '')
}
