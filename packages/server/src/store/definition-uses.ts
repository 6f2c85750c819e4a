import { parseId } from '@rollcall/contract'
import { failure, invalid } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import { listUsesWithRules, type Used, type UseWithRule } from './uses.ts'

/** What uses something, by its UUID. */
export type User = { kind: 'segment' | 'view' | 'campaign'; uuid: string }

/**
 * Replaces what a segment, view or campaign uses. What is used cannot be deleted before the transaction ends; what was
 * deleted since the filter was read is refused.
 */
export async function recordUses(transaction: Transaction, user: User, uses: Used[]): Promise<void> {
  await holdUses(transaction, { uses, pointer: '/filters' })
  // Which template a campaign began with is nothing that its rule says.
  await transaction.query(
    `delete from definition_uses
     where project_id = $1 and user_kind = $2 and user_id = $3 and used_kind <> 'template'`,
    [transaction.projectId, user.kind, user.uuid],
  )
  await transaction.query(
    `insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
     select $1, used_kind, used_id, $4, $5 from unnest($2::text[], $3::text[]) as used (used_kind, used_id)
     on conflict do nothing`,
    [transaction.projectId, uses.map(({ kind }) => kind), uses.map(({ id }) => id), user.kind, user.uuid],
  )
}

/** Forgets what a segment, view or campaign used, for when it is deleted. */
export async function removeUses(transaction: Transaction, user: User): Promise<void> {
  await transaction.query('delete from definition_uses where project_id = $1 and user_kind = $2 and user_id = $3', [
    transaction.projectId,
    user.kind,
    user.uuid,
  ])
}

const HOLD = {
  tag: 'select from tags where project_id = $1 and id = any($2::uuid[]) order by id for key share',
  segment: 'select from segments where project_id = $1 and id = any($2::uuid[]) order by id for key share',
  topic: 'select from topics where project_id = $1 and id = any($2::uuid[]) order by id for key share',
  pipeline: 'select from pipelines where project_id = $1 and id = any($2::uuid[]) order by id for key share',
  stage: 'select from pipeline_stages where project_id = $1 and id = any($2::uuid[]) order by id for key share',
  field: 'select from custom_fields where project_id = $1 and key = any($2) order by key for key share',
}

/** Keeps what is used from being deleted before the transaction ends; what was deleted since it was read is refused at `pointer`. */
export async function holdUses(
  transaction: Transaction,
  { uses, pointer }: { uses: Used[]; pointer: string },
): Promise<void> {
  for (const kind of ['tag', 'segment', 'topic', 'pipeline', 'stage', 'field'] as const) {
    const ids = [...new Set(uses.filter((use) => use.kind === kind).map(({ id }) => id))]
    if (ids.length === 0) continue
    const keys = kind === 'field' ? ids : ids.map((id) => parseId(kind, id))
    const held = await transaction.query(HOLD[kind], [transaction.projectId, keys])
    if (held.length < ids.length) throw invalid(pointer, `a ${kind} that it names was deleted in the meantime`)
  }
}

/** Refuses with in_use while anything uses this; `where` as with listUsers. */
export async function refuseInUse(
  transaction: Transaction,
  { name, ...used }: Used & { name: string; where?: UserFilter },
): Promise<void> {
  const users = await listUsers(transaction, transaction.projectId, used)
  if (users.length > 0) throw failure('in_use', { what: used.kind, name, users })
}

type UserFilter = (use: UseWithRule) => boolean

/** What uses something, in words: `the segment "Big spenders"`. `where` keeps only such users. */
export async function listUsers(
  record: Queryable,
  projectId: number,
  { where, ...used }: Used & { where?: UserFilter },
): Promise<string[]> {
  const uses = await listUsesWithRules(record, projectId, used)
  return uses.filter((use) => where?.(use) ?? true).map(({ kind, name }) => `the ${kind} ${JSON.stringify(name)}`)
}
