import { toId } from '@rollcall/contract'
import type { Transaction } from './database.ts'
import { listUsers } from './definition-uses.ts'
import { deleteField, takeField } from './fields.ts'
import { deleteTag } from './tags.ts'

/**
 * Removes the fields and tags that an import made and that nothing uses by now: no contact that is there, no rule and no
 * form. `cause`: its UUID; that of anything else made nothing.
 */
export async function removeMade(transaction: Transaction, cause: string, at: Date): Promise<void> {
  for (const key of await listMadeFields(transaction, cause)) {
    await takeField(transaction, key)
    const users = await listUsers(transaction, transaction.projectId, { kind: 'field', id: key })
    if (users.length === 0 && !(await hasValues(transaction, key))) await deleteField(transaction, key)
  }
  for (const id of await listMadeTags(transaction, cause)) {
    const tag = toId('tag', id)
    const users = await listUsers(transaction, transaction.projectId, { kind: 'tag', id: tag })
    if (users.length === 0 && !(await hasCarriers(transaction, id))) await deleteTag(transaction, tag, at)
  }
}

// What somebody made later under the same key is theirs.
async function listMadeFields(transaction: Transaction, cause: string): Promise<string[]> {
  const made = await transaction.query<{ key: string }>(
    `select f.key from imports i
     join custom_fields f on f.project_id = $1 and f.key = any(i.made_fields) and f.created_at = i.fields_made_at
     where i.project_id = $1 and i.id = $2 order by f.key`,
    [transaction.projectId, cause],
  )
  return made.map(({ key }) => key)
}

async function listMadeTags(transaction: Transaction, cause: string): Promise<string[]> {
  const made = await transaction.query<{ id: string }>(
    `select t.id from imports i join tags t on t.project_id = $1 and t.id = any(i.made_tags)
     where i.project_id = $1 and i.id = $2 order by t.id for update of t`,
    [transaction.projectId, cause],
  )
  return made.map(({ id }) => id)
}

async function hasValues(transaction: Transaction, key: string): Promise<boolean> {
  const found = await transaction.query(
    'select from contacts where project_id = $1 and deleted_at is null and fields ? $2 limit 1',
    [transaction.projectId, key],
  )
  return found.length > 0
}

async function hasCarriers(transaction: Transaction, tagId: string): Promise<boolean> {
  const found = await transaction.query(
    `select from contact_tags ct join contacts c on c.project_id = $1 and c.row_no = ct.row_no and c.deleted_at is null
     where ct.project_id = $1 and ct.tag_id = $2 limit 1`,
    [transaction.projectId, tagId],
  )
  return found.length > 0
}
