import { toId } from '@rollcall/contract'
import type { FunnelStage } from '../contacts/prepared-contact.ts'
import type { WorkingContact } from '../contacts/working-contacts.ts'
import { copyRows } from './copy-rows.ts'
import type { Queryable, Transaction } from './database.ts'

/** Moves contacts to a stage (null: none) and writes down who was where. Returns those that moved, which are touched. */
export async function setFunnel(
  transaction: Transaction,
  { rowNos, funnel, at }: { rowNos: number[]; funnel: FunnelStage | null; at: Date },
): Promise<Set<number>> {
  const rows = await transaction.query<{ rowNo: number }>(
    `with before as (
       select row_no, funnel, lost from contacts
       where project_id = $1 and row_no = any($2) and deleted_at is null and funnel is distinct from $3
       order by row_no for no key update
     ), moved as (
       update contacts c set funnel = $3, updated_at = $4 from before b
       where c.project_id = $1 and c.row_no = b.row_no
     )
     insert into funnel_log (project_id, row_no, funnel_before, funnel, lost_before, lost, at, changed_by)
     select $1, row_no, funnel, $3, lost, lost, $4, $5 from before returning row_no as "rowNo"`,
    [transaction.projectId, rowNos, funnel, at, transaction.actor],
  )
  const moved = new Set(rows.map(({ rowNo }) => rowNo))
  transaction.touch(moved)
  return moved
}

/** Writes down whose stage or lost mark was changed with the rest of the contact. */
export async function logFunnels(transaction: Transaction, written: WorkingContact[], at: Date): Promise<void> {
  const moved = written.filter(hasMoved)
  if (moved.length === 0) return
  await copyRows(
    transaction,
    'copy funnel_log (project_id, row_no, funnel_before, funnel, lost_before, lost, at, changed_by) from stdin',
    moved.map(({ before, now }) => [
      ...[transaction.projectId, now.rowNo, before?.funnel ?? null, now.funnel],
      ...[before?.lost ?? false, now.lost, at, transaction.actor],
    ]),
  )
}

function hasMoved({ before, now }: WorkingContact): boolean {
  return (before?.funnel ?? null) !== now.funnel || (before?.lost ?? false) !== now.lost
}

/** Everyone who carries a tag right now, by row number. */
export async function listCarriers(record: Queryable, projectId: number, tagId: string): Promise<number[]> {
  const [{ rowNos }] = await record.query<{ rowNos: number[] }>(
    `select coalesce(array_agg(c.row_no order by c.row_no), '{}') as "rowNos" from contact_tags ct
     join contacts c on c.project_id = $1 and c.row_no = ct.row_no and c.deleted_at is null
     where ct.project_id = $1 and ct.tag_id = $2`,
    [projectId, tagId],
  )
  return rowNos
}

/** Everyone in a stage (null: none) right now, by row number. */
export async function listInStage(record: Queryable, projectId: number, funnel: FunnelStage | null): Promise<number[]> {
  const [{ rowNos }] = await record.query<{ rowNos: number[] }>(
    `select coalesce(array_agg(row_no order by row_no), '{}') as "rowNos" from contacts
     where project_id = $1 and deleted_at is null and funnel is not distinct from $2`,
    [projectId, funnel],
  )
  return rowNos
}

/** Since when a contact is in its stage, and lost; who never moved, since there is a contact. */
export type FunnelTimes = { since: Date; lostSince: Date | null }

/** By the contact's id (con_…). */
export async function listFunnelTimes(
  record: Queryable,
  projectId: number,
  rowNos: number[],
): Promise<Map<string, FunnelTimes>> {
  const rows = await record.query<FunnelTimes & { id: string }>(
    `select c.id,
       coalesce(max(l.at) filter (where l.funnel is distinct from l.funnel_before), c.created_at) as since,
       case when c.lost then coalesce(max(l.at) filter (where l.lost and not l.lost_before), c.created_at) end
         as "lostSince"
     from contacts c left join funnel_log l on l.project_id = $1 and l.row_no = c.row_no
     where c.project_id = $1 and c.row_no = any($2) group by c.id, c.created_at, c.lost`,
    [projectId, rowNos],
  )
  return new Map(rows.map(({ id, ...times }) => [toId('contact', id), times]))
}

/** How many were moved from one stage to another, or marked, by one actor on one day. */
export type FunnelMoves = {
  day: string
  from: FunnelStage | 'none'
  to: FunnelStage | 'none'
  lost: 'marked' | 'taken_back' | null
  by: string
  count: number
}

/** All moves of the last `days` days of a time zone, today's first. */
export async function listFunnelMoves(
  record: Queryable,
  projectId: number,
  { timezone, now, days }: { timezone: string; now: Date; days: number },
): Promise<FunnelMoves[]> {
  return record.query<FunnelMoves>(
    `select (at at time zone $2)::date::text as day, coalesce(funnel_before, 'none') as "from",
       coalesce(funnel, 'none') as "to",
       case when lost and not lost_before then 'marked' when lost_before and not lost then 'taken_back' end as lost,
       changed_by as by, count(*) as count
     from funnel_log
     where project_id = $1 and at >= (($3::timestamptz at time zone $2)::date - ($4::int - 1))::timestamp at time zone $2
     group by 1, 2, 3, 4, 5 order by 1 desc, 6 desc, 2, 3, 4, 5`,
    [projectId, timezone, now, days],
  )
}
