import { tagsUpdate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTag, tagReply, updateTag } from '../../store/tags.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const updateTagAction = action(tagsUpdate, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const tag = await getTag(database, projectId, params.tag)
  const name = body.name ?? tag.name
  const findId = async () => toId('tag', (await getTag(database, projectId, name)).id)
  await refuseTakenName({ what: 'tag', name, findId }, () =>
    context.write((transaction) => updateTag(transaction, tag.id, body)),
  )
  return tagReply(database, projectId, tag.id)
})
