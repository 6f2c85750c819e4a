import { failure } from '../failure.ts'
import { orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** Addresses that test messages go to, under a name. */
export type TestList = { name: string; to: string[] }

/** All of a project by name. */
export function listTestLists(record: Queryable, projectId: number): Promise<TestList[]> {
  return record.query<TestList>(
    `select name, addresses as "to" from test_lists where project_id = $1 order by ${orderByName('name')}`,
    [projectId],
  )
}

/** Keeps a list, in place of one that has its name. */
export async function saveTestList(transaction: Transaction, { name, to }: TestList): Promise<void> {
  await transaction.query(
    `insert into test_lists (project_id, name, addresses) values ($1, $2, $3)
     on conflict (project_id, name) do update set addresses = excluded.addresses`,
    [transaction.projectId, name, to],
  )
}

/** Forgets a list. */
export async function deleteTestList(transaction: Transaction, name: string): Promise<void> {
  const gone = await transaction.query('delete from test_lists where project_id = $1 and name = $2 returning name', [
    transaction.projectId,
    name,
  ])
  if (gone.length === 0) throw failure('not_found', { what: 'test list', id: name })
}

/** Takes somebody's addresses, folded, off all lists; one that nobody is left on goes. */
export async function eraseFromTestLists({ projectId, query }: Transaction, addresses: string[]): Promise<void> {
  const values = [projectId, addresses]
  await query(
    `delete from test_lists where project_id = $1
       and not exists (select from unnest(addresses) as one where lower(one) <> all($2))`,
    values,
  )
  await query(
    `update test_lists set addresses = array(select one from unnest(addresses) as one where lower(one) <> all($2))
     where project_id = $1 and exists (select from unnest(addresses) as one where lower(one) = any($2))`,
    values,
  )
}
