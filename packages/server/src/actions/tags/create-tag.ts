import { tagsCreate, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { createTag, findSimilarTags, getTag, tagReply } from '../../store/tags.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const createTagAction = action(tagsCreate, async (context, { body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const findId = async () => toId('tag', (await getTag(database, projectId, body.name)).id)
  const id = await refuseTakenName({ what: 'tag', name: body.name, findId }, () =>
    context.write(async (transaction) => {
      const made = await createTag(transaction, body)
      const similar = body.allowSimilar ? [] : await findSimilarTags(transaction, projectId, body.name)
      if (similar.length > 0) {
        throw failure('similar_exists', { name: body.name, similar: similar.map(({ name }) => name) })
      }
      return made
    }),
  )
  return tagReply(database, projectId, id)
})
