import { type importJob, parseId, toId } from '@rollcall/contract'
import type { FieldDefinition } from '@rollcall/filters'
import type { z } from 'zod'
import type { ImportOptions, ImportPlan } from '../contacts/csv/import-plan.ts'
import { failure } from '../failure.ts'
import { listFieldDefinitions } from './catalog.ts'
import type { Queryable, Transaction } from './database.ts'
import { toUndoState } from './jobs.ts'

/** An import as callers see it. */
export type ImportReply = z.output<typeof importJob>

/** An import that waits for work, or is in the middle of it. */
export type OpenImport = {
  projectId: number
  id: string
  filePath: string
  options: ImportOptions
  plan: ImportPlan | null
  rowsDone: number
}

export type ImportCounts = { created: number; updated: number; unchanged: number; skipped: number; failed: number }

/** A UUID for an import, made before its row because the file is called like it. */
export async function makeImportId(record: Queryable): Promise<string> {
  const [{ id }] = await record.query<{ id: string }>('select uuidv7() as id')
  return id
}

export type NewImport = { id: string; fileName: string; filePath: string; sizeBytes: number; options: ImportOptions }

export async function insertImport(transaction: Transaction, made: NewImport): Promise<void> {
  await transaction.query(
    `insert into imports (project_id, id, status, file_name, file_path, size_bytes, options, created_by)
     values ($1, $2, 'pending', $3, $4, $5, $6, $7)`,
    [transaction.projectId, made.id, made.fileName, made.filePath, made.sizeBytes, made.options, transaction.actor],
  )
}

type ImportRow = Omit<
  ImportReply,
  'dryRun' | 'fileKept' | 'columns' | 'createdAt' | 'startedAt' | 'finishedAt' | 'undo'
> & {
  undoneBy: string | null
  filePath: string
  options: ImportOptions
  plan: ImportPlan | null
  position: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const SELECT_IMPORTS = `
  select id, status, file_name as "fileName", file_path as "filePath", size_bytes as "sizeBytes",
    bytes_done as "bytesDone", options, plan,
    json_build_object('total', rows_done, 'created', created_count, 'updated', updated_count,
      'unchanged', unchanged_count, 'skipped', skipped_count, 'failed', failed_count) as counts,
    case when status = 'pending' then (
      select json_build_object('fileName', case when o.project_id = $1 then o.file_name end) from imports o
      where o.status in ('pending', 'processing') and (o.created_at, o.id) < (imports.created_at, imports.id)
      order by o.created_at, o.id limit 1) end as "waitingFor",
    json_build_object(
      'fields', array(select f.name from custom_fields f
        where f.project_id = $1 and f.key = any(made_fields) and f.created_at = fields_made_at order by 1),
      'tags', array(select t.name from tags t where t.project_id = $1 and t.id = any(made_tags) order by 1)) as made,
    error, position::text, created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt",
    (select u.id from jobs u where u.project_id = $1 and u.undoes = imports.id and u.status <> 'failed') as "undoneBy"
  from imports where project_id = $1`

/** An import by its id (imp_…), with the position of the latest thing that it did. */
export async function getImport(record: Queryable, projectId: number, id: string) {
  const [row] = await record.query<ImportRow>(`${SELECT_IMPORTS} and id = $2`, [
    projectId,
    parseId('import', id) ?? null,
  ])
  if (!row) throw failure('not_found', { what: 'import', id })
  const { position, plan, filePath } = row
  return { reply: toReply(row), position, plan, filePath }
}

/** Imports from the newest to the oldest, those older than `before`. */
export async function listImports(
  record: Queryable,
  projectId: number,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<ImportReply[]> {
  const rows = await record.query<ImportRow>(
    `${SELECT_IMPORTS} and ($2::uuid is null or id < $2) order by id desc limit $3`,
    [projectId, before === undefined ? null : (parseId('import', before) ?? null), limit],
  )
  return rows.map(toReply)
}

function toReply({ options, plan, position: _, undoneBy, filePath, ...row }: ImportRow): ImportReply {
  return {
    ...row,
    id: toId('import', row.id),
    dryRun: options.dryRun,
    options,
    fileKept: options.dryRun && row.status === 'completed' && filePath !== '',
    columns: plan?.columns ?? [],
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    undo: toUndoState({ finishedAt: options.dryRun ? null : row.finishedAt, undoneBy }),
  }
}

/** The oldest import of all projects that is not finished. */
export async function findOpenImport(record: Queryable): Promise<OpenImport | undefined> {
  const [open] = await record.query<OpenImport>(
    `select project_id as "projectId", id, file_path as "filePath", options, plan, rows_done as "rowsDone"
     from imports where status in ('pending', 'processing') order by created_at, id limit 1`,
  )
  return open
}

type StartedImport = {
  id: string
  plan: ImportPlan
  newFields: FieldDefinition[]
  /** The CSV that a workbook was converted to, which takes the place of the upload. */
  csv?: { filePath: string; sizeBytes: number } | undefined
  now: Date
}

/**
 * Makes the fields that an import needs and keeps its plan, with the fields as they really are by then. Undefined when
 * somebody stopped it first.
 */
export async function startImport(
  transaction: Transaction,
  { id, plan, newFields, csv, now }: StartedImport,
): Promise<ImportPlan | undefined> {
  const { projectId } = transaction
  if (!(await holdImport(transaction, id))) return undefined
  const madeFields = await makeFields(transaction, newFields)
  const definitions = new Map((await listFieldDefinitions(transaction, projectId)).map((field) => [field.key, field]))
  const final: ImportPlan = { ...plan, fields: plan.fields.map((field) => definitions.get(field.key) ?? field) }
  await transaction.query(
    `update imports set status = 'processing', plan = $3, started_at = $4, file_path = coalesce($5, file_path),
       size_bytes = coalesce($6, size_bytes), made_fields = $7::text[], fields_made_at = now()
     where project_id = $1 and id = $2`,
    [projectId, id, JSON.stringify(final), now, csv?.filePath ?? null, csv?.sizeBytes ?? null, madeFields],
  )
  return final
}

/** Keeps an import from being stopped before the transaction ends; false when it is over. */
async function holdImport(transaction: Transaction, id: string): Promise<boolean> {
  const held = await transaction.query(
    `select from imports where project_id = $1 and id = $2 and status in ('pending', 'processing') for update`,
    [transaction.projectId, id],
  )
  return held.length > 0
}

async function makeFields(transaction: Transaction, fields: FieldDefinition[]): Promise<string[]> {
  if (fields.length === 0) return []
  const made = await transaction.query<{ key: string }>(
    `insert into custom_fields (project_id, key, name, type)
     select $1, key, name, type from jsonb_to_recordset($2::jsonb) as f (key text, name text, type text) order by key
     on conflict do nothing returning key`,
    [transaction.projectId, JSON.stringify(fields)],
  )
  transaction.touchDefinitions()
  return made.map(({ key }) => key)
}

/** Writes down which of these tags (UUIDs) an import makes, in the transaction that makes them. */
export async function noteMadeTags(transaction: Transaction, id: string, tagIds: string[]): Promise<void> {
  await transaction.query(
    `update imports set made_tags = made_tags || array(
       select t.id from tags t where t.project_id = $1 and t.id = any($3::uuid[]) and t.created_at = now())
     where project_id = $1 and id = $2`,
    [transaction.projectId, id, tagIds],
  )
}

/** Moves an import on by one batch, once: false when somebody else has moved it already. */
export async function advanceImport(
  transaction: Transaction,
  id: string,
  step: { from: number; to: number; bytesDone: number; counts: ImportCounts },
): Promise<boolean> {
  const { counts } = step
  // Rows and progress are one transaction: what a power cut takes back is imported again, and need not be waited for.
  const rows = await transaction.query(
    `with faster as materialized (select set_config('synchronous_commit', 'off', true))
     update imports set rows_done = $4, bytes_done = $5, created_count = created_count + $6,
       updated_count = updated_count + $7, unchanged_count = unchanged_count + $8, skipped_count = skipped_count + $9,
       failed_count = failed_count + $10, position = pg_current_xact_id()
     from faster where project_id = $1 and id = $2 and rows_done = $3 and status = 'processing' returning 1`,
    [
      ...[transaction.projectId, id, step.from, step.to, step.bytesDone],
      ...[counts.created, counts.updated, counts.unchanged, counts.skipped, counts.failed],
    ],
  )
  return rows.length > 0
}

/** Sets a dry run back to its beginning: what it remembers of earlier rows does not outlive the process. */
export async function restartDryRun(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(
    `update imports set rows_done = 0, bytes_done = 0, created_count = 0, updated_count = 0, unchanged_count = 0,
       skipped_count = 0, failed_count = 0 where project_id = $1 and id = $2`,
    [transaction.projectId, id],
  )
  await transaction.query('delete from import_rejects where project_id = $1 and import_id = $2', [
    transaction.projectId,
    id,
  ])
}

/** Ends an import, with the sentence that says why when it failed. */
export async function finishImport(
  transaction: Transaction,
  id: string,
  { error, keepsFile, now }: { error: string | null; keepsFile: boolean; now: Date },
): Promise<void> {
  await transaction.query(
    `update imports set status = case when $3::text is null then 'completed' else 'failed' end, error = $3, finished_at = $4,
       file_path = case when $5 then file_path else '' end,
       bytes_done = case when $3::text is null then size_bytes else bytes_done end
     where project_id = $1 and id = $2 and status in ('pending', 'processing')`,
    [transaction.projectId, id, error, now, keepsFile],
  )
}

/** Stops an import that is not over, after the batch that is being written; says whether it was not. */
export async function cancelImport(
  transaction: Transaction,
  id: string,
  { note, now }: { note: string; now: Date },
): Promise<boolean> {
  const stopped = await transaction.query(
    `update imports set status = 'cancelled', error = $3, finished_at = $4, file_path = ''
     where project_id = $1 and id = $2 and status in ('pending', 'processing') returning 1`,
    [transaction.projectId, id, note, now],
  )
  return stopped.length > 0
}

/** Whether an import has come to its end, whichever. */
export async function isImportOver(record: Queryable, { projectId, id }: Pick<OpenImport, 'projectId' | 'id'>) {
  const [row] = await record.query<{ isOver: boolean }>(
    `select status not in ('pending', 'processing') as "isOver" from imports where project_id = $1 and id = $2`,
    [projectId, id],
  )
  return row?.isOver ?? true
}

const KEPT_MS = 24 * 60 * 60_000

/** Forgets the files of dry runs that nobody imported within a day; they are the caller's to delete. */
export async function forgetTriedFiles(record: Queryable, now: Date): Promise<string[]> {
  const rows = await record.query<{ filePath: string }>(
    `update imports set file_path = '' from imports before
     where before.project_id = imports.project_id and before.id = imports.id and imports.file_path <> ''
       and imports.status = 'completed' and (imports.options ->> 'dryRun')::boolean and imports.finished_at < $1
     returning before.file_path as "filePath"`,
    [new Date(now.getTime() - KEPT_MS)],
  )
  return rows.map(({ filePath }) => filePath)
}

/** Keeps rows of a dry run as examples. */
export async function keepSamples(transaction: Transaction, id: string, samples: object): Promise<void> {
  await transaction.query('update imports set samples = $3 where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
    JSON.stringify(samples),
  ])
}

/** The examples of a dry run by the import's id (imp_…); what it has none of is absent. */
export async function findSamples<Samples extends object>(
  record: Queryable,
  projectId: number,
  id: string,
): Promise<Partial<Samples>> {
  const [row] = await record.query<{ samples: Partial<Samples> }>(
    'select samples from imports where project_id = $1 and id = $2',
    [projectId, parseId('import', id) ?? null],
  )
  return row?.samples ?? {}
}
