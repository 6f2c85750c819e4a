import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** Something of the project that runs in the background. */
export type OpenWork = { id: string; name: string; done: number; total: number | null }

/** `sentLastMinute`: messages of the campaigns that are going out. */
export type AllOpenWork = Record<Kind, OpenWork[]> & { sentLastMinute: number }

type Kind = 'import' | 'job' | 'campaign'
type Row = { kind: Kind; id: string; name: string; done: string; total: string | null; recent: string }

// Whatever is open is little; a campaign counts those for whom everything is decided.
const OPEN = `
  select 'import' as kind, id, file_name as name, bytes_done::text as done, size_bytes::text as total,
    '0' as recent
  from imports where project_id = $1 and status in ('pending', 'processing')
  union all
  select 'job', id, action, done::text, total::text, '0'
  from jobs where project_id = $1 and status in ('pending', 'processing')
  union all
  select 'campaign', c.id, c.name, d.done::text,
    (select a.count from campaign_audiences a where a.project_id = $1 and a.campaign_id = c.id)::text, d.recent::text
  from campaigns c cross join lateral (
    select count(*) filter (where state not in ('queued', 'leased', 'sending', 'deferred')) as done,
      count(*) filter (where state = 'sent' and updated_at > now() - interval '1 minute') as recent
    from deliveries where project_id = $1 and campaign_id = c.id
  ) d where c.project_id = $1 and c.status = 'sending' and c.kind <> 'single'
    and c.launched_at is not null and c.finished_at is null`

/** Everything of a project that is not finished, of each kind oldest first. */
export async function listOpenWork(record: Queryable, projectId: number): Promise<AllOpenWork> {
  const rows = await record.query<Row>(`select * from (${OPEN}) open order by id`, [projectId])
  const of = (kind: Kind) => rows.filter((row) => row.kind === kind).map(toWork)
  const sentLastMinute = rows.reduce((sum, { recent }) => sum + Number(recent), 0)
  return { import: of('import'), job: of('job'), campaign: of('campaign'), sentLastMinute }
}

function toWork({ kind, id, name, done, total }: Row): OpenWork {
  return { id: toId(kind, id), name, done: Number(done), total: total === null ? null : Number(total) }
}
