import { type BULK_ACTIONS, type job, type jobsResults, parseId, type RouteReply, toId } from '@rollcall/contract'
import type { z } from 'zod'
import type { FunnelStage, PreparedContact } from '../contacts/prepared-contact.ts'
import { failure } from '../failure.ts'
import { nameActors } from './actor-names.ts'
import type { Queryable, Transaction } from './database.ts'
import { UNDO_DAYS } from './undo-steps.ts'

/** What a bulk action does, and to whom: contacts as they were named, or the frozen bitmap of those who matched. */
export type BulkInput = {
  action: BulkAction
  tagIds: string[]
  segmentId: string | null
  funnel?: FunnelStage | null
  /** What set_field and set_status write. */
  given?: PreparedContact
} & ({ contacts: string[] } | { membersBase64: string })

/** Undoes the import or job with this UUID. */
export type UndoInput = { action: 'undo'; cause: string }

export type JobInput = BulkInput | UndoInput

export type BulkAction = (typeof BULK_ACTIONS)[number]

/** A job as callers see it. */
export type JobReply = z.output<typeof job>

/** A job that waits for work, or is in the middle of it. */
export type OpenJob = { projectId: number; id: string; createdBy: string; total: number; input: JobInput }

/** What happened to one contact of a job. */
export type JobResult = Pick<RouteReply<typeof jobsResults>['data'][number], 'contact' | 'outcome' | 'detail'>

/** Keeps a new job; returns its UUID. */
export async function createJob(transaction: Transaction, input: JobInput, total: number): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into jobs (project_id, action, input, status, total, created_by) values ($1, $2, $3, 'pending', $4, $5)
     returning id`,
    [transaction.projectId, input.action, JSON.stringify(input), total, transaction.actor],
  )
  return id
}

/**
 * Keeps a new job that undoes an import or another job; undefined when one that did not fail is there already, because
 * undoing happens once.
 */
export async function createUndoJob(
  transaction: Transaction,
  cause: string,
  total: number,
): Promise<string | undefined> {
  const input: UndoInput = { action: 'undo', cause }
  const [made] = await transaction.query<{ id: string }>(
    `insert into jobs (project_id, action, input, status, total, created_by, undoes) values ($1, $2, $3, 'pending', $4, $5, $6)
     on conflict (project_id, undoes) where undoes is not null and status <> 'failed' do nothing returning id`,
    [transaction.projectId, input.action, JSON.stringify(input), total, transaction.actor, cause],
  )
  return made?.id
}

/** The job that undoes, or undid, the import or job with this UUID. */
export async function findUndoJob(record: Queryable, projectId: number, cause: string): Promise<string | undefined> {
  const [job] = await record.query<{ id: string }>(
    `select id from jobs where project_id = $1 and undoes = $2 and status <> 'failed'`,
    [projectId, cause],
  )
  return job?.id
}

type JobRow = Omit<JobReply, 'createdAt' | 'createdByName' | 'finishedAt' | 'undo'> & {
  createdAt: Date
  finishedAt: Date | null
  position: string | null
  undoneBy: string | null
}

const SELECT_JOBS = `
  select id, action, status, total, done, failed, error, position::text, created_at as "createdAt",
    created_by as "createdBy", finished_at as "finishedAt", (select u.id from jobs u
      where u.project_id = $1 and u.undoes = jobs.id and u.status <> 'failed') as "undoneBy"
  from jobs where project_id = $1`

/** A job by its id (job_…), with the position of the latest thing that it did. */
export async function getJob(record: Queryable, projectId: number, id: string) {
  const [row] = await record.query<JobRow>(`${SELECT_JOBS} and id = $2`, [projectId, parseId('job', id) ?? null])
  if (!row) throw failure('not_found', { what: 'job', id })
  const nameOf = await nameActors(record, projectId, [row.createdBy])
  return { job: toReply(row, nameOf), position: row.position }
}

/** Jobs from the newest to the oldest, those older than `before`. */
export async function listJobs(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<JobReply[]> {
  const rows = await record.query<JobRow>(
    `${SELECT_JOBS} and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [projectId, before === undefined ? null : (parseId('job', before) ?? null), limit],
  )
  const starters = rows.map(({ createdBy }) => createdBy)
  const nameOf = await nameActors(record, projectId, starters)
  return rows.map((row) => toReply(row, nameOf))
}

function toReply({ undoneBy, position: _, ...row }: JobRow, nameOf: (actor: string) => string | null): JobReply {
  return {
    ...row,
    id: toId('job', row.id),
    createdAt: row.createdAt.toISOString(),
    createdByName: nameOf(row.createdBy),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undo: toUndoState({ finishedAt: row.action === 'undo' ? null : row.finishedAt, undoneBy }),
  }
}

/** Jobs of all projects that are not finished, oldest first, without those that are known already. */
export function listOpenJobs(record: Queryable, known: string[]): Promise<OpenJob[]> {
  return record.query<OpenJob>(
    `select project_id as "projectId", id, created_by as "createdBy", total, input from jobs
     where status in ('pending', 'processing') and id <> all($1::uuid[]) order by created_at, id`,
    [known],
  )
}

/** Takes the job for this transaction, so that nobody else works on it: how far it is, or null when it is over. */
export async function holdJob(transaction: Transaction, id: string): Promise<{ done: number } | null> {
  const [open] = await transaction.query<{ done: number }>(
    `select done from jobs where project_id = $1 and id = $2 and status in ('pending', 'processing') for update`,
    [transaction.projectId, id],
  )
  return open ?? null
}

/** Writes down what was done to the next contacts, in the transaction that did it, and finishes the job after the last. */
export async function recordProgress(
  transaction: Transaction,
  progress: { id: string; done: number; results: JobResult[]; at: Date },
): Promise<void> {
  const { id, done, results, at } = progress
  await transaction.query(
    `insert into job_results (project_id, job_id, position, contact, outcome, detail)
     select $1, $2, $3 + place - 1, contact, outcome, detail
     from unnest($4::text[], $5::text[], $6::text[]) with ordinality as r (contact, outcome, detail, place)`,
    [
      ...[transaction.projectId, id, done],
      ...[results.map((result) => result.contact), results.map((result) => result.outcome)],
      results.map((result) => result.detail),
    ],
  )
  await transaction.query(
    `update jobs set done = done + $3, failed = failed + $4, position = pg_current_xact_id(),
       status = case when done + $3 >= total then 'completed' else 'processing' end,
       finished_at = case when done + $3 >= total then $5::timestamptz end
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, results.length, results.filter(({ outcome }) => outcome === 'failed').length, at],
  )
}

/** Ends a job that cannot go on; what it did so far stays done. */
export async function failJob(
  transaction: Transaction,
  { id, error, at }: { id: string; error: string; at: Date },
): Promise<void> {
  await transaction.query(
    `update jobs set status = 'failed', error = $3, finished_at = $4
     where project_id = $1 and id = $2 and status in ('pending', 'processing')`,
    [transaction.projectId, id, error, at],
  )
}

/** Until when something can be undone, and the job that does or did it. */
export function toUndoState({ finishedAt, undoneBy }: { finishedAt: Date | null; undoneBy: string | null }) {
  const until = finishedAt && new Date(finishedAt.getTime() + UNDO_DAYS * MS_PER_DAY).toISOString()
  return { until, job: undoneBy && toId('job', undoneBy) }
}

const MS_PER_DAY = 86_400_000
