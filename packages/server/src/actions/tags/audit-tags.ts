import { tagsAudit } from '@rollcall/contract'
import { action } from '../../action.ts'
import { groupSimilarNames } from '../../contacts/similar-names.ts'
import { listTags, type TagReply } from '../../store/tags.ts'
import { listUsedTags } from '../../store/uses.ts'

/** More tags than this nobody can tidy up in one sitting; the first by name are looked at. */
const MOST_TAGS = 10_000

export const auditTagsAction = action(tagsAudit, async ({ product, caller }) => {
  const { projectId } = caller
  const page = { q: undefined, after: null, limit: MOST_TAGS }
  const tags = await listTags(product.database, projectId, page)
  const used = await listUsedTags(product.database, projectId)
  const byName = new Map(tags.map((tag) => [tag.name, tag]))
  const similar = groupSimilarNames([...byName.keys()])
  return {
    total: tags.length,
    unused: tags.filter(({ id, contactCount }) => contactCount === 0 && !used.has(id)),
    similar: similar.map((names) => names.flatMap((name) => byName.get(name) ?? []).sort(byUse)),
    prefixes: groupByPrefix(tags),
  }
})

function byUse(a: TagReply, b: TagReply): number {
  return b.contactCount - a.contactCount
}

/** Tags such as `source:webinar` and `Stage: Customer` by what stands before the colon. */
function groupByPrefix(tags: TagReply[]) {
  const groups = Map.groupBy(
    tags.filter(({ name }) => /^[^:]+:\s*\S/.test(name)),
    ({ name }) => name.slice(0, name.indexOf(':')).trim(),
  )
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([prefix, members]) => ({ prefix, tags: members.map(({ name }) => name) }))
}
