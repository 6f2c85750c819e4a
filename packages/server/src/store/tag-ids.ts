import { parseId } from '@rollcall/contract'
import { ensureTags } from './contact-tags.ts'
import type { Database, Queryable, Transaction } from './database.ts'
import type { NamedTag } from './tag-name.ts'

/**
 * The UUIDs of tags given by tidy name or by id. New names become tags in a short transaction of their own, so that nobody
 * who puts the same new tag on waits for the other's contacts; `andThen` runs in it. Unknown ids are absent from the answer.
 */
export async function resolveTags(
  database: Database,
  { andThen, ...owner }: Owner,
  texts: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(texts)]
  if (wanted.length === 0) return new Map()
  const known = await findTagIds(database, owner.projectId, wanted)
  const newNames = wanted.filter((text) => !known.has(text) && parseId('tag', text) === undefined)
  if (newNames.length === 0) return known
  const { result } = await database.write(owner, async (transaction) => {
    const tags = await ensureTags(transaction, newNames)
    await andThen?.(
      transaction,
      tags.map(({ id }) => id),
    )
    return tags
  })
  for (const { id, name } of result) known.set(name, id)
  return known
}

type Owner = {
  projectId: number
  actor: string
  andThen?: (transaction: Transaction, tagIds: string[]) => Promise<void>
}

/** The UUIDs of those of these names and ids that are tags. An id means its tag even if another is called like it. */
export async function findTagIds(record: Queryable, projectId: number, texts: string[]): Promise<Map<string, string>> {
  const ids = texts.map((text) => parseId('tag', text)).filter((uuid) => uuid !== undefined)
  const tags = await record.query<NamedTag>(
    'select id, name from tags where project_id = $1 and (name = any($2) or id = any($3))',
    [projectId, texts, ids],
  )
  const byName = new Map(tags.map(({ id, name }) => [name, id]))
  const known = new Set(tags.map(({ id }) => id))
  const found = new Map<string, string>()
  for (const text of texts) {
    const uuid = parseId('tag', text)
    const id = uuid !== undefined && known.has(uuid) ? uuid : byName.get(text)
    if (id !== undefined) found.set(text, id)
  }
  return found
}
