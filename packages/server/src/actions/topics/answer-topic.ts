import { type RouteInput, topicsSubscribe, topicsUnsubscribe } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { getContact } from '../../store/contacts.ts'
import { answerTopic } from '../../store/topic-answers.ts'
import { getTopic } from '../../store/topics.ts'

export const subscribeAction = action(topicsSubscribe, (context, input) => answer(context, input, true))

export const unsubscribeAction = action(topicsUnsubscribe, (context, input) => answer(context, input, false))

function answer(
  { product, caller, write }: Pick<ActionContext, 'product' | 'caller' | 'write'>,
  { params, body }: RouteInput<typeof topicsSubscribe>,
  subscribed: boolean,
) {
  return write(async (transaction) => {
    const topic = await getTopic(transaction, caller.projectId, params.topic)
    const { rowNo, id } = await getContact(transaction, caller.projectId, body.contact)
    await answerTopic(transaction, { topic, rowNo, subscribed, proof: body.proof ?? null, at: product.now() })
    return { topic: topic.id, contact: id, subscribed }
  })
}
