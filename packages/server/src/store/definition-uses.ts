import { parseId } from '@rollcall/contract'
import type { NamedKind } from '@rollcall/filters'
import { failure, invalid } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'

/** Something that definitions use: by its public id, a field by its key. */
export type Used = { kind: NamedKind | 'stage' | 'field'; id: string }

/** What uses something, by its UUID. */
export type User = { kind: 'segment' | 'view' | 'campaign'; uuid: string }

/**
 * Replaces what a segment, view or campaign uses. What is used cannot be deleted before the transaction ends; what was
 * deleted since the filter was read is refused.
 */
export async function recordUses(transaction: Transaction, user: User, uses: Used[]): Promise<void> {
  await holdAll(transaction, uses)
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

async function holdAll(transaction: Transaction, uses: Used[]) {
  for (const kind of ['tag', 'segment', 'topic', 'pipeline', 'stage', 'field'] as const) {
    const ids = [...new Set(uses.filter((use) => use.kind === kind).map(({ id }) => id))]
    if (ids.length === 0) continue
    const keys = kind === 'field' ? ids : ids.map((id) => parseId(kind, id))
    const held = await transaction.query(HOLD[kind], [transaction.projectId, keys])
    if (held.length < ids.length) throw invalid('/filters', `a ${kind} that it names was deleted in the meantime`)
  }
}

/** Refuses with in_use while anything uses this. */
export async function refuseInUse(transaction: Transaction, used: Used & { name: string }): Promise<void> {
  const users = await listUsers(transaction, transaction.projectId, used)
  if (users.length > 0) throw failure('in_use', { what: used.kind, name: used.name, users })
}

/**
 * What uses something, in words: `the segment "Big spenders"`. Campaigns that are over use nothing any more. `where` keeps
 * only users with such a rule (a filter, or a campaign's audience).
 */
export async function listUsers(
  record: Queryable,
  projectId: number,
  used: Used & { where?: (rule: unknown) => boolean },
): Promise<string[]> {
  const users = await record.query<{ kind: string; name: string; rule: unknown }>(
    `with users as (
       select user_kind, user_id from definition_uses where project_id = $1 and used_kind = $2 and used_id = $3
     )
     select 'segment' as kind, s.name, r.filters as rule from users
       join segments s on s.project_id = $1 and s.id = user_id
       join segment_versions r on r.project_id = $1 and r.segment_id = s.id and r.version = s.version
       where user_kind = 'segment'
     union all
     select 'view', v.name, v.filters from users join views v on v.project_id = $1 and v.id = user_id
       where user_kind = 'view'
     union all
     select 'campaign', c.name, c.audience from users join campaigns c on c.project_id = $1 and c.id = user_id
       where user_kind = 'campaign' and c.status in ('draft', 'scheduled', 'sending', 'paused')
     order by 1, 2`,
    [projectId, used.kind, used.id],
  )
  return users
    .filter(({ rule }) => used.where?.(rule) ?? true)
    .map(({ kind, name }) => `the ${kind} ${JSON.stringify(name)}`)
}
