import { tagsMerge, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { mergeTags } from '../../store/tag-merge.ts'
import { findTag, getTag, tagReply } from '../../store/tags.ts'
import { listUses } from '../../store/uses.ts'

export const mergeTagsAction = action(tagsMerge, async ({ product, caller, write }, { params, body }) => {
  const { projectId } = caller
  const done = await write(
    async (transaction) => {
      const from = await getTag(transaction, projectId, params.tag)
      const into = await findTag(transaction, projectId, body.into)
      if (!into) throw invalid('/into', `there is no tag ${JSON.stringify(body.into)}`)
      if (into.id === from.id) throw invalid('/into', 'is the same tag: give another one')
      const changedRules = await listUses(transaction, projectId, { kind: 'tag', id: toId('tag', from.id) })
      const rowNos = await mergeTags(transaction, { from: from.id, into: into.id }, product.now())
      return { into: into.id, contacts: rowNos.length, changedRules }
    },
    { bulk: true },
  )
  const { contacts, changedRules } = done
  return { tag: await tagReply(product.database, projectId, done.into), contacts, changedRules }
})
