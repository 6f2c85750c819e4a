import { parseId, type Role } from '@rollcall/contract'
import { failure } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

/** Somebody who works in a project. `id` is the UUID of their account. */
export type PersonRow = { id: string; email: string; name: string | null; role: Role; joinedAt: Date }

const SELECT_PEOPLE = `
  select u.id, u.email, u.name, m.role, m.created_at as "joinedAt"
  from members m join users u on u.id = m.user_id where m.project_id = $1`

/** Everyone who works in a project, in the order in which they joined. */
export function listPeople(record: Queryable, projectId: number): Promise<PersonRow[]> {
  return record.query<PersonRow>(`${SELECT_PEOPLE} order by m.created_at, u.id`, [projectId])
}

/** One of them, by their id (usr_…). */
export async function getPerson(record: Queryable, projectId: number, id: string): Promise<PersonRow> {
  const [person] = await record.query<PersonRow>(`${SELECT_PEOPLE} and u.id = $2`, [
    projectId,
    parseId('user', id) ?? null,
  ])
  if (!person) throw failure('not_found', { what: 'person', id })
  return person
}

/** How many owners a project has; nobody else changes that before the transaction ends. */
export async function lockOwners(transaction: Transaction): Promise<number> {
  const owners = await transaction.query(
    `select from members where project_id = $1 and role = 'owner' order by user_id for update`,
    [transaction.projectId],
  )
  return owners.length
}

export async function setRole(transaction: Transaction, userId: string, role: Role): Promise<void> {
  await transaction.query('update members set role = $3 where project_id = $1 and user_id = $2', [
    transaction.projectId,
    userId,
    role,
  ])
}

/** Takes somebody out of the project; their sessions end with it. */
export async function removeMember(transaction: Transaction, userId: string): Promise<void> {
  await transaction.query('delete from members where project_id = $1 and user_id = $2', [transaction.projectId, userId])
  await transaction.query(
    'delete from sessions where user_id = $1 and not exists (select from members where user_id = $1)',
    [userId],
  )
}

/** Whether somebody with an account works in any project. */
export async function isMemberAnywhere(record: Queryable, userId: string): Promise<boolean> {
  return (await record.query('select from members where user_id = $1 limit 1', [userId])).length > 0
}
