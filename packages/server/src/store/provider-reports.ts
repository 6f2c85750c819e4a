import type { Queryable, Transaction } from './database.ts'
import type { ProviderRecord } from './providers.ts'

/** How reports come: as calls of a webhook, or as mail. */
export type ReportSource = 'webhook' | 'mail'

/** A report that nobody has looked at yet. */
export type NewReport = { key: string; nonce: string | null; body: Buffer }

type Provider = Pick<ProviderRecord, 'projectId' | 'id'>

/**
 * Keeps reports that are not known by their key yet. Returns false, and keeps none, when one of them came with a nonce that
 * another report has used.
 */
export async function insertReports(
  record: Queryable,
  { projectId, id }: Provider,
  { reports, source, at }: { reports: NewReport[]; source: ReportSource; at: Date },
): Promise<boolean> {
  const columns = [reports.map(({ key }) => key), reports.map(({ nonce }) => nonce)]
  const [used] = await record.query(
    `with given as (select * from unnest($3::text[], $4::text[], $5::bytea[]) as g (key, nonce, body)),
     used as (
       select from provider_reports r join given g on r.nonce = g.nonce and r.key <> g.key
       where r.project_id = $1 and r.provider_id = $2
     ), kept as (
       insert into provider_reports (project_id, provider_id, source, key, nonce, body, received_at, try_at)
       select $1, $2, $6, key, nonce, body, $7, $7 from given where not exists (select from used)
       on conflict do nothing
     )
     select from used`,
    [projectId, id, ...columns, reports.map(({ body }) => body), source, at],
  )
  return used === undefined
}

/** The projects that have reports which are due. */
export async function listProjectsWithReports(record: Queryable, now: Date): Promise<number[]> {
  const rows = await record.query<{ id: number }>(
    `select id from projects p where exists (
       select from provider_reports r where r.project_id = p.id and r.settled_at is null and r.try_at <= $1)`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** A report that waits to be understood. */
export type WaitingReport = {
  id: string
  providerId: string
  kind: string
  source: ReportSource
  body: Buffer
  receivedAt: Date
}

/** Takes reports that are due, oldest first; nobody else gets them until the transaction ends. */
export function takeReports(
  transaction: Transaction,
  { now, limit }: { now: Date; limit: number },
): Promise<WaitingReport[]> {
  return transaction.query<WaitingReport>(
    `with due as (
       select * from provider_reports where project_id = $1 and settled_at is null and try_at <= $2
       order by id limit $3 for update skip locked
     )
     select r.id::text, r.provider_id as "providerId", p.kind, r.source, r.body, r.received_at as "receivedAt"
     from due r join providers p on p.project_id = r.project_id and p.id = r.provider_id order by r.id`,
    [transaction.projectId, now, limit],
  )
}

/** All reports that nobody has understood yet, due or not. */
export function listUnsettled(transaction: Transaction): Promise<Pick<WaitingReport, 'id' | 'source' | 'body'>[]> {
  return transaction.query(
    'select id::text, source, body from provider_reports where project_id = $1 and settled_at is null order by id for update',
    [transaction.projectId],
  )
}

/** What became of a report; null: it is looked at again at `tryAt`. */
export type ReportOutcome = { id: string; outcome: string | null }

/** Writes down what became of reports. What they said is not needed any more, and may name people. */
export async function settleReports(
  transaction: Transaction,
  outcomes: ReportOutcome[],
  { now, tryAt }: { now: Date; tryAt: Date },
): Promise<void> {
  await transaction.query(
    `update provider_reports r set outcome = o.outcome, try_at = $3,
       settled_at = case when o.outcome is not null then $2::timestamptz end,
       body = case when o.outcome is null then r.body end
     from unnest($4::bigint[], $5::text[]) as o (id, outcome) where r.project_id = $1 and r.id = o.id`,
    [transaction.projectId, now, tryAt, outcomes.map(({ id }) => id), outcomes.map(({ outcome }) => outcome)],
  )
}

/** Writes down that providers (UUIDs) have reported. */
export async function noteReported(transaction: Transaction, ids: string[], at: Date): Promise<void> {
  await transaction.query('update providers set webhook_at = $3 where project_id = $1 and id = any($2)', [
    transaction.projectId,
    ids,
    at,
  ])
}

/** When a provider of a project last reported; null: never. */
export async function findLastReport(record: Queryable, projectId: number): Promise<Date | null> {
  const [{ at }] = await record.query<{ at: Date | null }>(
    'select max(webhook_at) as at from providers where project_id = $1',
    [projectId],
  )
  return at
}

/** Writes down why a report was not believed; once a minute is enough, whoever knocks. */
export async function noteRefusal(
  record: Queryable,
  { projectId, id }: Provider,
  { reason, at }: { reason: string; at: Date },
): Promise<void> {
  await record.query(
    `update providers set refused_at = $3, refusal = $4
     where project_id = $1 and id = $2 and coalesce(refused_at < $3::timestamptz - interval '1 minute', true)`,
    [projectId, id, at, reason],
  )
}

/** Longer than any report may be late, so that none counts twice. */
const KEPT_DAYS = 36
const AT_ONCE = 10_000

/** Forgets the keys of reports that came long ago, some at a time. */
export async function deleteOldReports(record: Queryable, now: Date): Promise<void> {
  for (;;) {
    const gone = await record.query(
      `delete from provider_reports where (project_id, id) in (
         select project_id, id from provider_reports where received_at < $1::timestamptz - $2 * interval '1 day' limit $3
       ) returning 1`,
      [now, KEPT_DAYS, AT_ONCE],
    )
    if (gone.length < AT_ONCE) return
  }
}
