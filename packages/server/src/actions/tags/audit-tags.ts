import { tagsAudit, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { groupSimilarNames } from '../../contacts/similar-names.ts'
import type { Queryable } from '../../store/database.ts'
import { listTags, type TagReply } from '../../store/tags.ts'
import { listApart } from '../../store/tags-apart.ts'
import { listUsedTags } from '../../store/uses.ts'

/** More tags than this nobody can tidy up in one sitting; the first by name are looked at. */
const MOST_TAGS = 25_000

export const auditTagsAction = action(tagsAudit, async ({ product, caller }) => {
  const { projectId } = caller
  const page = { q: undefined, after: null, limit: MOST_TAGS }
  const tags = await listTags(product.database, projectId, page)
  const used = await listUsedTags(product.database, projectId)
  const byName = new Map(tags.map((tag) => [tag.name, tag]))
  const apart = await listApartTags(product.database, projectId, tags)
  const similar = groupSimilarNames([...byName.keys()], (one, other) => apart.get(one)?.has(other) ?? false)
  const toTags = (names: Iterable<string>) => [...names].flatMap((name) => byName.get(name) ?? []).sort(byUse)
  return {
    total: tags.length,
    unused: tags.filter(({ id, contactCount }) => contactCount === 0 && !used.has(id)),
    similar: similar.map(toTags),
    apart: groupLinked(apart).map(toTags),
    prefixes: groupByPrefix(tags),
  }
})

/** From which names each name is kept apart. */
async function listApartTags(record: Queryable, projectId: number, tags: TagReply[]) {
  const nameOf = new Map(tags.map(({ id, name }) => [id, name]))
  const apart = new Map<string, Set<string>>()
  for (const pair of await listApart(record, projectId)) {
    const [one, other] = [pair.one, pair.other].map((id) => nameOf.get(toId('tag', id)))
    if (one === undefined || other === undefined) continue
    apart.set(one, (apart.get(one) ?? new Set()).add(other))
    apart.set(other, (apart.get(other) ?? new Set()).add(one))
  }
  return apart
}

/** Names that are linked with each other, directly or by others. */
function groupLinked(links: Map<string, Set<string>>): Set<string>[] {
  const seen = new Set<string>()
  return [...links.keys()].flatMap((name) => {
    if (seen.has(name)) return []
    // A set that grows while it is walked through is walked through to its end.
    const group = new Set([name])
    for (const one of group) {
      seen.add(one)
      for (const other of links.get(one) ?? []) group.add(other)
    }
    return [group]
  })
}

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
