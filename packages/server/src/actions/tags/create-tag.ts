import { tagsCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { createTag, getTag, tagReply } from '../../store/tags.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const createTagAction = action(tagsCreate, async (context, { body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const findId = async () => toId('tag', (await getTag(database, projectId, body.name)).id)
  const id = await refuseTakenName({ what: 'tag', name: body.name, findId }, () =>
    context.write((transaction) => createTag(transaction, body)),
  )
  return tagReply(database, projectId, id)
})
