import { toId } from '@rollcall/contract'
import type { Transaction } from './database.ts'

/** Two tags by UUID: the one that goes, and the one that takes its place. */
export type TagMerge = { from: string; into: string }

/**
 * Makes two tags one: whoever has the first has the second, since the earlier of the two times, and every rule and form that names the
 * first names the second. The first is deleted. Returns those who had it; one array, because they may be millions.
 */
export async function mergeTags(transaction: Transaction, merge: TagMerge): Promise<number[]> {
  const { projectId } = transaction
  const key = [projectId, merge.from]
  // Waits for those who are putting the tag on, and makes later ones find that it is gone.
  await transaction.query('select from tags where project_id = $1 and id in ($2, $3) order by id for update', [
    ...key,
    merge.into,
  ])
  await followUndoSteps(transaction, merge)
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with moved as (delete from contact_tags where project_id = $1 and tag_id = $2 returning *),
     put as (
       insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
       select $1, row_no, $3, applied_at, applied_by from moved order by row_no
       on conflict (project_id, row_no, tag_id) do update
         set applied_at = excluded.applied_at, applied_by = excluded.applied_by
         where contact_tags.applied_at > excluded.applied_at
     )
     select coalesce(array_agg(row_no), '{}') as "rowNos" from moved`,
    [...key, merge.into],
  )
  transaction.touch(rowNos)
  await followRules(transaction, merge)
  await transaction.query('delete from tags where project_id = $1 and id = $2', key)
  transaction.touchDefinitions()
  return rowNos
}

/**
 * What put the first tag on is undone by taking off the second, and what took it off by putting that on. Whoever has both keeps the
 * second one: it was put on for a reason of its own. In `changes` a UUID stands for nothing but itself, so replacing its text is safe.
 */
async function followUndoSteps(transaction: Transaction, { from, into }: TagMerge) {
  await transaction.query(
    `with having_both as (
       select f.row_no from contact_tags f join contact_tags i on i.project_id = $1 and i.row_no = f.row_no and i.tag_id = $3
       where f.project_id = $1 and f.tag_id = $2
     )
     update undo_steps set changes = replace((
       select jsonb_agg(
         case when change ? 'tagsAdded' and (change->>'rowNo')::int in (select row_no from having_both)
           then jsonb_set(change, '{tagsAdded}', (change->'tagsAdded') - $2::uuid::text) else change end order by place)
       from jsonb_array_elements(changes) with ordinality as kept (change, place)
     )::text, $2::uuid::text, $3::uuid::text)::jsonb
     where project_id = $1 and strpos(changes::text, $2::uuid::text) > 0`,
    [transaction.projectId, from, into],
  )
}

/** Every version of every rule, so that an older one can still be restored. */
async function followRules(transaction: Transaction, merge: TagMerge) {
  const ids = { from: toId('tag', merge.from), into: toId('tag', merge.into) }
  for (const { select, update } of RULES) {
    const rows = await transaction.query<{ id: string; version: number; rule: unknown }>(select, [
      transaction.projectId,
      ids.from,
    ])
    for (const { id, version, rule } of rows) {
      const next = JSON.stringify(replaceTag(rule, ids))
      await transaction.query(update, [transaction.projectId, id, version, next])
    }
  }
  await transaction.query('update views set included_tag_id = $3 where project_id = $1 and included_tag_id = $2', [
    transaction.projectId,
    merge.from,
    merge.into,
  ])
  // Deleted ones as well: they may come back.
  await transaction.query(
    `update forms set tags = array_replace(case when $3 = any(tags) then array_remove(tags, $2) else tags end, $2, $3)
     where project_id = $1 and $2 = any(tags)`,
    [transaction.projectId, merge.from, merge.into],
  )
  await transaction.query(
    `insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
     select project_id, used_kind, $3, user_kind, user_id from definition_uses
     where project_id = $1 and used_kind = 'tag' and used_id = $2 on conflict do nothing`,
    [transaction.projectId, ids.from, ids.into],
  )
  await transaction.query(`delete from definition_uses where project_id = $1 and used_kind = 'tag' and used_id = $2`, [
    transaction.projectId,
    ids.from,
  ])
}

const RULES = [
  {
    select: `select segment_id as id, version, filters as rule from segment_versions
      where project_id = $1 and strpos(filters::text, $2) > 0 for update`,
    update: 'update segment_versions set filters = $4 where project_id = $1 and segment_id = $2 and version = $3',
  },
  {
    select: `select id, 0 as version, filters as rule from views
      where project_id = $1 and strpos(filters::text, $2) > 0 for update`,
    update: 'update views set filters = $4 where project_id = $1 and id = $2 and $3::int = 0',
  },
  {
    select: `select id, 0 as version, audience as rule from campaigns
      where project_id = $1 and strpos(audience::text, $2) > 0 for update`,
    update: 'update campaigns set audience = $4 where project_id = $1 and id = $2 and $3::int = 0',
  },
]

/** A rule with one tag's id in the place of another's; a list that would have it twice has it once. */
export function replaceTag(rule: unknown, ids: { from: string; into: string }): unknown {
  if (rule === ids.from) return ids.into
  if (Array.isArray(rule)) {
    const replaced = rule.map((part) => replaceTag(part, ids))
    return rule.includes(ids.from) ? [...new Set(replaced)] : replaced
  }
  if (typeof rule !== 'object' || rule === null) return rule
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, replaceTag(part, ids)]))
}
