import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'

/** Something of the project that runs in the background. */
export type OpenWork = { id: string; name: string; done: number; total: number | null }

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
  select 'campaign', c.id, c.name,
    (select count(*) from deliveries d where d.project_id = $1 and d.campaign_id = c.id
      and d.state not in ('queued', 'leased', 'sending', 'deferred'))::text,
    (select a.count from campaign_audiences a where a.project_id = $1 and a.campaign_id = c.id)::text
  from campaigns c where c.project_id = $1 and c.status = 'sending'`

/** Everything of a project that is not finished, of each kind oldest first. */
export async function listOpenWork(record: Queryable, projectId: number): Promise<Record<Kind, OpenWork[]>> {
  const rows = await record.query<Row>(`select * from (${OPEN}) open order by id`, [projectId])
  const of = (kind: Kind) => rows.filter((row) => row.kind === kind).map(toWork)
  return { import: of('import'), job: of('job'), campaign: of('campaign') }
}

function toWork({ kind, id, name, done, total }: Row): OpenWork {
  return { id: toId(kind, id), name, done: Number(done), total: total === null ? null : Number(total) }
}
