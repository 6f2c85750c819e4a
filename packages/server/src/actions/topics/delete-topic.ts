import { topicsDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteTopic } from '../../store/topics.ts'

export const deleteTopicAction = action(topicsDelete, async ({ write }, { params }) => {
  await write((transaction) => deleteTopic(transaction, params.topic), { bulk: true })
})
