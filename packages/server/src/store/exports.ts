import { type exportJob, parseId, toId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import type { Database, Queryable, Transaction } from './database.ts'

/** An export as callers see it. */
export type ExportReply = z.output<typeof exportJob>

/** An export that waits for work. */
export type OpenExport = {
  projectId: number
  id: string
  format: ExportReply['format']
  columns: string[]
  members: RowBitmap
}

export type NewExport = {
  format: ExportReply['format']
  columns: string[]
  members: RowBitmap
  at: Date
  expiresAt: Date
}

/** Keeps a new export; returns its UUID. */
export async function insertExport(transaction: Transaction, made: NewExport): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into exports (project_id, status, format, columns, members, total, created_at, created_by, expires_at)
     values ($1, 'pending', $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      ...[transaction.projectId, made.format, made.columns, Buffer.from(made.members.toBytes()), made.members.count],
      ...[made.at, transaction.actor, made.expiresAt],
    ],
  )
  return id
}

type ExportRow = Omit<ExportReply, 'createdAt' | 'finishedAt' | 'expiresAt'> & {
  createdAt: Date
  finishedAt: Date | null
  expiresAt: Date
}

const SELECT_EXPORTS = `
  select id, status, format, columns, total, done, size_bytes as "sizeBytes", error, created_at as "createdAt",
    finished_at as "finishedAt", expires_at as "expiresAt"
  from exports where project_id = $1 and expires_at > $2`

/** An export by its id (exp_…), while it is kept. */
export async function getExport(
  record: Queryable,
  projectId: number,
  { id, now }: { id: string; now: Date },
): Promise<ExportReply> {
  const [row] = await record.query<ExportRow>(`${SELECT_EXPORTS} and id = $3`, [
    ...[projectId, now],
    parseId('export', id) ?? null,
  ])
  if (!row) throw failure('not_found', { what: 'export', id })
  return toReply(row)
}

/** Exports that are kept, from the newest to the oldest, those older than `before`. */
export async function listExports(
  record: Queryable,
  projectId: number,
  { before, limit, now }: { before: string | undefined; limit: number; now: Date },
): Promise<ExportReply[]> {
  const rows = await record.query<ExportRow>(
    `${SELECT_EXPORTS} and ($3::uuid is null or id < $3) order by id desc limit $4`,
    [projectId, now, before === undefined ? null : (parseId('export', before) ?? null), limit],
  )
  return rows.map(toReply)
}

function toReply(row: ExportRow): ExportReply {
  return {
    ...row,
    id: toId('export', row.id),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** The oldest export of all projects that is not finished. */
export async function findOpenExport(record: Queryable): Promise<OpenExport | undefined> {
  const [open] = await record.query<Omit<OpenExport, 'members'> & { members: Buffer }>(
    `select project_id as "projectId", id, format, columns, members from exports
     where status in ('pending', 'processing') order by created_at, id limit 1`,
  )
  return open && { ...open, members: RowBitmap.fromBytes(open.members) }
}

/** Says how far an export is. */
export async function advanceExport(record: Queryable, { projectId, id }: OpenExport, done: number): Promise<void> {
  await record.query(`update exports set status = 'processing', done = $3 where project_id = $1 and id = $2`, [
    projectId,
    id,
    done,
  ])
}

/** Ends an export: with its file, or with the sentence that says why there is none. */
export async function finishExport(
  record: Queryable,
  { projectId, id }: OpenExport,
  { end, now }: { end: { done: number; sizeBytes: number } | { error: string }; now: Date },
): Promise<void> {
  const file = 'error' in end ? { done: null, sizeBytes: null } : end
  const error = 'error' in end ? end.error : null
  await record.query(
    `update exports set status = case when $5::text is null then 'completed' else 'failed' end, members = null,
       done = coalesce($3, done), size_bytes = $4, error = $5, finished_at = $6
     where project_id = $1 and id = $2`,
    [projectId, id, file.done, file.sizeBytes, error, now],
  )
}

/** Forgets exports that have expired; gives the ids (exp_…) of those of all projects that are still kept. */
export async function keepExports(database: Database, now: Date): Promise<Set<string>> {
  await database.query('delete from exports where expires_at <= $1', [now])
  const kept = await database.query<{ id: string }>('select id from exports')
  return new Set(kept.map(({ id }) => toId('export', id)))
}

/** Which of the channels anybody has an address on, and which anybody gave or refused consent for. */
export async function listUsedChannels(
  record: Queryable,
  projectId: number,
): Promise<{ channels: string[]; consent: string[] }> {
  const [used] = await record.query<{ channels: string[]; consent: string[] }>(
    `select array(select distinct channel from contact_channels where project_id = $1 order by channel) as channels,
       array(select distinct channel from consents where project_id = $1 order by channel) as consent`,
    [projectId],
  )
  return used
}
