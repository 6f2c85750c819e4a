import { topicsUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTopic, updateTopic } from '../../store/topics.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const updateTopicAction = action(topicsUpdate, async ({ product, caller, write }, { params, body }) => {
  const get = (text: string) => getTopic(product.database, caller.projectId, text)
  const { id, ...current } = await get(params.topic)
  const name = body.name ?? current.name
  const findId = async () => (await get(name)).id
  await refuseTakenName({ what: 'topic', name, findId }, () =>
    write((transaction) => updateTopic(transaction, id, body)),
  )
  return get(id)
})
