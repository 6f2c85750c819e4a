import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** Something of the project that runs in the background. */
export type OpenWork = { id: string; name: string; done: number; total: number | null }

export type AllOpenWork = Record<Kind, OpenWork[]> & {
  /** Messages that are still to go out, single ones among them. */
  waiting: number
  sentLastMinute: number
}

type Kind = 'import' | 'job' | 'campaign'
type Row = { kind: Kind; id: string; name: string; done: string; total: string | null }

// Whatever is open is little; a campaign counts those for whom everything is decided.
const OPEN = `
  select 'import' as kind, id, file_name as name, bytes_done::text as done, size_bytes::text as total
  from imports where project_id = $1 and status in ('pending', 'processing')
  union all
  select 'job', id, action, done::text, total::text
  from jobs where project_id = $1 and status in ('pending', 'processing')
  union all
  select 'campaign', c.id, c.name, d.done::text,
    (select a.count from campaign_audiences a where a.project_id = $1 and a.campaign_id = c.id)::text
  from campaigns c cross join lateral (
    select count(*) filter (where state not in ('queued', 'leased', 'sending', 'deferred')) as done
    from deliveries where project_id = $1 and campaign_id = c.id
  ) d where c.project_id = $1 and c.status = 'sending' and c.kind <> 'single'
    and c.launched_at is not null and c.finished_at is null`

// Single messages belong to no campaign on its way; each part is in the words of an index of what waits, is in hand, or ended.
const MESSAGES = `
  select (select count(*) from deliveries where project_id = $1 and single and state in ('queued', 'deferred'))::int
    + (select count(*) from deliveries where project_id = $1 and single and state in ('leased', 'sending'))::int as singles,
    (select count(*) from deliveries where project_id = $1 and state = 'sent' and updated_at > now() - interval '1 minute')::int as recent`

/** Everything of a project that is not finished, of each kind oldest first. */
export async function listOpenWork(record: Queryable, projectId: number): Promise<AllOpenWork> {
  const [rows, [{ singles, recent }]] = await Promise.all([
    record.query<Row>(`select * from (${OPEN}) open order by id`, [projectId]),
    record.query<{ singles: number; recent: number }>(MESSAGES, [projectId]),
  ])
  const of = (kind: Kind) => rows.filter((row) => row.kind === kind).map(toWork)
  const campaign = of('campaign')
  const left = campaign.reduce((sum, { done, total }) => sum + Math.max(0, (total ?? 0) - done), 0)
  return { import: of('import'), job: of('job'), campaign, waiting: left + singles, sentLastMinute: recent }
}

function toWork({ kind, id, name, done, total }: Row): OpenWork {
  return { id: toId(kind, id), name, done: Number(done), total: total === null ? null : Number(total) }
}
