import { topicsCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { createTopic, getTopic } from '../../store/topics.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const createTopicAction = action(topicsCreate, async ({ product, caller, write }, { body }) => {
  const get = (text: string) => getTopic(product.database, caller.projectId, text)
  const findId = async () => (await get(body.name)).id
  const id = await refuseTakenName({ what: 'topic', name: body.name, findId }, () =>
    write((transaction) => createTopic(transaction, { ...body, description: body.description ?? null })),
  )
  return get(id)
})
