import type { Queryable } from './database.ts'

/** What a look showed. */
type Verdict = { status: 'ok' | 'missing' | 'wrong' | 'unknown'; detail: string; found: string[] }

/** A project's own host for tracking links, as far as it is known. */
export type TrackingHost = {
  host: string | null
  verdict: Verdict | null
  verifiedAt: Date | null
  checkedAt: Date | null
}

export async function getTrackingHost(record: Queryable, projectId: number): Promise<TrackingHost> {
  const [found] = await record.query<TrackingHost>(
    `select tracking_host as host, tracking_host_verdict as verdict, tracking_host_verified_at as "verifiedAt",
       tracking_host_checked_at as "checkedAt"
     from projects where id = $1`,
    [projectId],
  )
  return found
}

/** Another host is nobody's until it is looked up. */
export async function setTrackingHost(record: Queryable, projectId: number, host: string | null): Promise<void> {
  await record.query(
    `update projects set tracking_host = $2, tracking_host_verdict = null, tracking_host_verified_at = null,
       tracking_host_checked_at = null
     where id = $1 and tracking_host is distinct from $2`,
    [projectId, host],
  )
}

/** Keeps what a look at a host showed, unless another was chosen meanwhile. An answer that DNS fails to give changes nothing. */
export async function keepTrackingVerdict(
  record: Queryable,
  { projectId, host }: { projectId: number; host: string },
  { verdict, now }: { verdict: Verdict; now: Date },
): Promise<void> {
  await record.query(
    `update projects set tracking_host_verdict = $3, tracking_host_checked_at = $4,
       tracking_host_verified_at = case $3::jsonb ->> 'status'
         when 'ok' then coalesce(tracking_host_verified_at, $4) when 'unknown' then tracking_host_verified_at end
     where id = $1 and tracking_host = $2`,
    [projectId, host, JSON.stringify(verdict), now],
  )
}

/** Hosts to be looked up: every hour until they are verified, then once a day. */
export function listDueTrackingHosts(record: Queryable, now: Date): Promise<{ projectId: number; host: string }[]> {
  return record.query(
    `select id as "projectId", tracking_host as host from projects
     where tracking_host is not null and coalesce(tracking_host_checked_at, '-infinity') <=
       $1::timestamptz - case when tracking_host_verified_at is null then interval '1 hour' else interval '1 day' end
     order by id`,
    [now],
  )
}
