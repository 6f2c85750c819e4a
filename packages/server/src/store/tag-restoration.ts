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
  const [{ carriers, rowNos }] = await query<{ carriers: number; rowNos: number[] }>(PUT_ON_AGAIN, [...key, intoId])
  transaction.touch(rowNos)
  if (intoId !== null) {
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

// Taken from those who are gone first: whoever is being erased at this moment is either not among them any more, or waits.
const PUT_ON_AGAIN = `
  with taken as (delete from gone_tag_carriers where project_id = $1 and tag_id = $2 returning *),
  back as (
    select t.row_no, t.applied_at, t.applied_by, t.kept_at, t.kept_by from taken t
    left join contact_tags i on i.project_id = $1 and i.row_no = t.row_no and i.tag_id = $3
    where $3::uuid is null or i.applied_at = least(t.applied_at, t.kept_at)
  ), put as (
    insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
    select $1, row_no, $2, applied_at, applied_by from back order by row_no
  ), own as (
    update contact_tags i set applied_at = back.kept_at, applied_by = back.kept_by from back
    where i.project_id = $1 and i.row_no = back.row_no and i.tag_id = $3 and back.kept_at > back.applied_at
  ), off as (
    delete from contact_tags i using back
    where i.project_id = $1 and i.row_no = back.row_no and i.tag_id = $3 and back.kept_at is null
  )
  select (select count(*) from taken)::int as carriers,
    coalesce((select array_agg(row_no) from back), '{}') as "rowNos"`

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
