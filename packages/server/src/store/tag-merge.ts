import type { Transaction } from './database.ts'
import { keepGoneTag, keepGoneTagDetails } from './gone-tags.ts'
import { followRules, type TagMerge } from './tag-rules.ts'

/**
 * Makes two tags one: whoever has the first has the second, since the earlier of the two times, and every rule and form that names the
 * first names the second. The first is deleted, and kept for being brought back. Returns those who had it; one array, because they may
 * be millions.
 */
export async function mergeTags(transaction: Transaction, merge: TagMerge, at: Date): Promise<number[]> {
  const { projectId } = transaction
  const key = [projectId, merge.from]
  // Waits for those who are putting the tag on, and makes later ones find that it is gone.
  await transaction.query('select from tags where project_id = $1 and id in ($2, $3) order by id for update', [
    ...key,
    merge.into,
  ])
  await keepGoneTag(transaction, { id: merge.from, into: merge.into, at })
  await followUndoSteps(transaction, merge)
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with moved as (delete from contact_tags where project_id = $1 and tag_id = $2 returning *),
     kept as (
       insert into gone_tag_carriers (project_id, row_no, tag_id, applied_at, applied_by, kept_at, kept_by)
       select $1, m.row_no, $2, m.applied_at, m.applied_by, i.applied_at, i.applied_by
       from moved m left join contact_tags i on i.project_id = $1 and i.row_no = m.row_no and i.tag_id = $3 order by m.row_no
     ), put as (
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
  const followed = await followRules(transaction, merge)
  await keepGoneTagDetails(transaction, { id: merge.from, carriers: rowNos.length, followed })
  await transaction.query('delete from tags where project_id = $1 and id = $2', key)
  transaction.touchDefinitions()
  return rowNos
}

/**
 * What put the first tag on is undone by taking off the second, and what took it off by putting that on. Whoever has both keeps the
 * second one: it was put on for a reason of its own. In `changes` a UUID stands for nothing but itself, so replacing its text is safe.
 */
async function followUndoSteps(transaction: Transaction, { from, into }: TagMerge) {
  const key = [transaction.projectId, from]
  await transaction.query(
    `insert into gone_tag_steps (project_id, tag_id, cause, step, changes)
     select $1, $2, cause, step, (
       select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('rowNo', change->'rowNo',
         'tagsAdded', change->'tagsAdded', 'tagsRemoved', change->'tagsRemoved')))
       from jsonb_array_elements(changes) change where strpos(change::text, $2::uuid::text) > 0)
     from undo_steps where project_id = $1 and strpos(changes::text, $2::uuid::text) > 0`,
    key,
  )
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
    [...key, into],
  )
}
