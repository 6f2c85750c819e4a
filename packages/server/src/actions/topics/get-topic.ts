import { topicsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTopic } from '../../store/topics.ts'

export const getTopicAction = action(topicsGet, ({ product, caller }, { params }) =>
  getTopic(product.database, caller.projectId, params.topic),
)
