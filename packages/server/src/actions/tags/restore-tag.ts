import { tagsRestore, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import type { Transaction } from '../../store/database.ts'
import { findGoneTag, goneSince } from '../../store/gone-tags.ts'
import { restoreTag, type TagRestored } from '../../store/tag-restoration.ts'
import { findTag, getTag, tagReply } from '../../store/tags.ts'
import { listUses } from '../../store/uses.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const restoreTagAction = action(tagsRestore, async ({ product, caller, write }, { params }) => {
  const { database } = product
  const { projectId } = caller
  const since = goneSince(product.now())
  const gone = await findGoneTag(database, projectId, { id: params.tag, since })
  const present = gone ?? (await findTag(database, projectId, params.tag))
  if (!present) throw failure('not_found', { what: 'tag merged or deleted in the last 7 days', id: params.tag })
  const findId = async () => toId('tag', (await getTag(database, projectId, present.name)).id)
  const done = await refuseTakenName({ what: 'tag', name: present.name, findId }, () =>
    write(
      async (transaction) => {
        const restored = gone && (await restoreTag(transaction, gone.id))
        return { ...restored, ...(await listRules(transaction, present.id, restored)) }
      },
      { bulk: true },
    ),
  )
  const { contacts = 0, kept = 0, changedRules, keptRules } = done
  return { tag: await tagReply(database, projectId, present.id), contacts, kept, changedRules, keptRules }
})

/** What names the tag again after a merge is taken back, and what goes on naming the other one, because it was changed since. */
async function listRules(transaction: Transaction, id: string, restored: TagRestored | undefined) {
  if (!restored?.intoId) return { changedRules: [], keptRules: [] }
  const { projectId } = transaction
  const changedRules = await listUses(transaction, projectId, { kind: 'tag', id: toId('tag', id) })
  const others = await listUses(transaction, projectId, { kind: 'tag', id: toId('tag', restored.intoId) })
  const again = new Set(changedRules.map((use) => use.id))
  return { changedRules, keptRules: others.filter((use) => restored.followers.includes(use.id) && !again.has(use.id)) }
}
