import { toId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import type { Transaction } from './database.ts'
import { type Followed, putRulesBack } from './tag-rules.ts'

/** What came back with a tag: on how many it is again, and on how many not, because somebody took it off since the merge. */
export type TagRestored = {
  intoId: string | null
  /** The public ids of all whose rule or form the merge changed. */
  followers: string[]
  contacts: number
  kept: number
}

/** `later`: who had the other tag since a later time, with that as text, to the microsecond, and by whom. */
type PutOn = { carriers: number; rowNos: number[]; later: [number[], string[], string[]] }

type Gone = { id: string; name: string; seq: number; intoId: string | null; followed: Followed }

/**
 * Brings back a tag that was merged or deleted: with its id, on everyone who had it and is still there, since when and by whom. After a
 * merge the other tag is what it was before on everyone who has it as the merge left it. Undefined when the tag is not among those
 * that are gone.
 */
export async function restoreTag(transaction: Transaction, id: string): Promise<TagRestored | undefined> {
  const { query, projectId } = transaction
  const key = [projectId, id]
  const [gone] = await query<Gone>(
    `select id, name, seq, into_id as "intoId", followed from gone_tags where project_id = $1 and id = $2 for update`,
    key,
  )
  if (!gone) return undefined
  const { intoId, followed } = gone
  if (intoId !== null) await refuseOutOfTurn(transaction, { ...gone, intoId })
  await query(
    `insert into tags (project_id, id, name, color, description, owner, demo, created_at)
     select project_id, id, name, color, description, owner, demo, created_at from gone_tags where project_id = $1 and id = $2`,
    key,
  )
  const [{ carriers, rowNos, later }] = await query<PutOn>(PUT_ON_AGAIN, [...key, intoId])
  transaction.touch(rowNos)
  if (intoId !== null) {
    await query(PUT_ON_LATER, [projectId, intoId, ...later])
    await query(PUT_STEPS_BACK, key)
    await putRulesBack(transaction, { from: id, into: intoId }, followed)
  }
  await query('delete from gone_tags where project_id = $1 and id = $2', key)
  transaction.touchDefinitions()
  return { intoId, followers: listFollowers(followed), contacts: rowNos.length, kept: carriers - rowNos.length }
}

function listFollowers({ rules, views, forms, givers = [] }: Followed): string[] {
  return [
    ...rules.map(({ kind, id }) => toId(kind, id)),
    ...views.map(({ id }) => toId('view', id)),
    ...forms.map(({ id }) => toId('form', id)),
    ...givers.map(({ id }) => toId('campaign', id)),
  ]
}

// Taken from those who are gone first: whoever is being erased at this moment is either not among them any more, or waits. The
// other tag's people are grouped with them and looked up in a hash rather than joined: right after a merge the planner takes them
// for nobody, and would walk through all of them for each (20,000 took minutes). Whoever had that one later gets it in a second step.
const PUT_ON_AGAIN = `
  with taken as (delete from gone_tag_carriers where project_id = $1 and tag_id = $2 returning *),
  both_tags as (
    select row_no, applied_at, applied_by, kept_at, kept_by, null::timestamptz as present_at from taken
    union all
    select row_no, null, null, null, null, applied_at from contact_tags where project_id = $1 and tag_id = $3
  ), people as (
    select row_no, max(applied_at) as applied_at, max(applied_by) as applied_by, max(kept_at) as kept_at,
      max(kept_by) as kept_by, max(present_at) as present_at
    from both_tags group by row_no having count(applied_at) > 0
  ), back as materialized (
    select * from people where $3::uuid is null or present_at = least(applied_at, kept_at)
  ), put as (
    insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
    select $1, row_no, $2, applied_at, applied_by from back order by row_no
  ), off as (
    delete from contact_tags where project_id = $1 and tag_id = $3
      and coalesce(row_no in (select row_no from back where kept_at is null or kept_at > applied_at), false)
  ), later as (
    select * from back where kept_at > applied_at order by row_no
  )
  select (select count(*) from taken)::int as carriers,
    coalesce((select array_agg(row_no) from back), '{}') as "rowNos",
    (select jsonb_build_array(coalesce(array_agg(row_no), '{}'), coalesce(array_agg(kept_at::text), '{}'),
      coalesce(array_agg(kept_by), '{}')) from later) as later`

const PUT_ON_LATER = `
  insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
  select $1, row_no, $2, kept_at, kept_by
  from unnest($3::int[], $4::timestamptz[], $5::text[]) as later (row_no, kept_at, kept_by) order by row_no`

const PUT_STEPS_BACK = `
  update undo_steps u set changes = (
    select coalesce(jsonb_agg(case when k.change is null then c.change
      else c.change - 'tagsAdded' - 'tagsRemoved' || k.change end order by c.place), '[]')
    from jsonb_array_elements(u.changes) with ordinality as c (change, place)
    left join jsonb_array_elements(s.changes) as k (change) on k.change->'rowNo' = c.change->'rowNo')
  from gone_tag_steps s
  where s.project_id = $1 and s.tag_id = $2 and u.project_id = $1 and u.cause = s.cause and u.step = s.step`

/** What later merges built on this one is taken back first; otherwise nobody could tell what stood there before. */
async function refuseOutOfTurn({ query, projectId }: Transaction, gone: Gone & { intoId: string }) {
  const { id, name, seq, intoId } = gone
  const present = await query('select from tags where project_id = $1 and id = $2 for update', [projectId, intoId])
  if (present.length === 0) {
    const [into] = await query<{ name: string }>('select name from gone_tags where project_id = $1 and id = $2', [
      ...[projectId, intoId],
    ])
    const it = into ? `“${into.name}”, into which “${name}” was merged,` : `What “${name}” was merged into`
    throw failure('cannot_undo', { reason: `${it} is gone itself. ${into ? 'Bring that back first.' : ''}`.trim() })
  }
  const [later] = await query<{ name: string }>(
    `select l.name from gone_tags l join gone_tags g on g.project_id = $1 and g.id = $2
     where l.project_id = $1 and l.seq > $3 and l.into_id is not null and (
       l.into_id = $4
       or exists (
         select from jsonb_path_query(l.followed, '$.*[*].id') one join jsonb_path_query(g.followed, '$.*[*].id') other
           on one = other)
       or exists (
         select from gone_tag_steps one join gone_tag_steps other using (project_id, cause, step)
         where one.project_id = $1 and one.tag_id = l.id and other.tag_id = g.id))
     order by l.seq desc limit 1`,
    [projectId, id, seq, intoId],
  )
  if (!later) return
  const reason = `“${later.name}” was merged after “${name}” and changed the same people or rules. Bring “${later.name}” back first.`
  throw failure('cannot_undo', { reason })
}
