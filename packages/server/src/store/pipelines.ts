import { parseId, type pipeline, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'
import { refuseInUse } from './definition-uses.ts'
import type { Stage, StagePlan } from './plan-stages.ts'

/** A pipeline as callers see it. */
export type PipelineReply = z.output<typeof pipeline>

type PipelineRow = Omit<PipelineReply, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

const SELECT_PIPELINES = `
  select p.id, p.name, p.created_at as "createdAt", p.updated_at as "updatedAt",
    (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.position)
     from pipeline_stages s where s.project_id = $1 and s.pipeline_id = p.id) as stages
  from pipelines p where p.project_id = $1`

/** The pipeline with this id or exact name. */
export async function getPipeline(record: Queryable, projectId: number, text: string): Promise<PipelineReply> {
  const [row] = await record.query<PipelineRow>(
    `${SELECT_PIPELINES} and (p.id = $2 or p.name = $3) order by p.id = $2 desc nulls last limit 1`,
    [projectId, parseId('pipeline', text.trim()) ?? null, text.normalize('NFC').trim()],
  )
  if (!row) throw failure('not_found', { what: 'pipeline', id: text })
  return toReply(row)
}

/** Pipelines by name, after the name `after`. */
export async function listPipelines(
  record: Queryable,
  projectId: number,
  page: { after: string | null; limit: number },
): Promise<PipelineReply[]> {
  const rows = await record.query<PipelineRow>(
    `${SELECT_PIPELINES} and ($2::text is null or ${isAfterName('p.name', '$2')}) order by ${orderByName('p.name')} limit $3`,
    [projectId, page.after, page.limit],
  )
  return rows.map(toReply)
}

/** The stages of all pipelines. */
export async function listAllStages(record: Queryable, projectId: number): Promise<Stage[]> {
  const rows = await record.query<Stage>(
    'select id, name from pipeline_stages where project_id = $1 order by pipeline_id, position',
    [projectId],
  )
  return rows.map(({ id, name }) => ({ id: toId('stage', id), name }))
}

function toReply(row: PipelineRow): PipelineReply {
  return {
    ...row,
    id: toId('pipeline', row.id),
    stages: row.stages.map(({ id, name }) => ({ id: toId('stage', id), name })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Makes a pipeline with its stages and returns its id. */
export async function createPipeline(transaction: Transaction, name: string, stages: StagePlan): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    'insert into pipelines (project_id, name) values ($1, $2) returning id',
    [transaction.projectId, name.normalize('NFC')],
  )
  await writeStages(transaction, id, stages)
  transaction.touchDefinitions()
  return toId('pipeline', id)
}

/** A pipeline that nobody else changes, and nobody puts opportunities into, before the transaction ends. */
export async function holdPipeline(transaction: Transaction, text: string): Promise<PipelineReply> {
  const { id } = await getPipeline(transaction, transaction.projectId, text)
  await transaction.query('select from pipelines where project_id = $1 and id = $2 for update', [
    transaction.projectId,
    parseId('pipeline', id),
  ])
  return getPipeline(transaction, transaction.projectId, id)
}

/** Renames a held pipeline and gives it its stages anew. Refused while opportunities or filters use a stage that goes. */
export async function updatePipeline(
  transaction: Transaction,
  current: PipelineReply,
  { name, stages }: { name: string; stages: StagePlan },
): Promise<void> {
  const id = parseId('pipeline', current.id) ?? ''
  for (const stage of stages.removed) {
    await refuseOpportunities(transaction, { what: 'stage', ...stage })
    await refuseInUse(transaction, { kind: 'stage', ...stage })
  }
  await transaction.query(
    'delete from pipeline_stages where project_id = $1 and pipeline_id = $2 and id = any($3::uuid[])',
    [transaction.projectId, id, stages.removed.map((stage) => parseId('stage', stage.id))],
  )
  await writeStages(transaction, id, stages)
  await transaction.query('update pipelines set name = $3, updated_at = now() where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
    name.normalize('NFC'),
  ])
  transaction.touchDefinitions()
}

async function writeStages(transaction: Transaction, pipelineId: string, { stages }: StagePlan) {
  await transaction.query(
    `insert into pipeline_stages (project_id, pipeline_id, id, name, position)
     select $1, $2, coalesce(id, uuidv7()), name, position
     from unnest($3::uuid[], $4::text[]) with ordinality as s (id, name, position)
     on conflict (project_id, pipeline_id, id) do update set name = excluded.name, position = excluded.position`,
    [
      ...[transaction.projectId, pipelineId],
      stages.map(({ id }) => (id === null ? null : parseId('stage', id))),
      stages.map(({ name }) => name),
    ],
  )
}

/** Deletes a pipeline with its stages. Refused while opportunities are in it, or a filter uses it. */
export async function deletePipeline(transaction: Transaction, text: string): Promise<void> {
  const { id, name } = await holdPipeline(transaction, text)
  await refuseOpportunities(transaction, { what: 'pipeline', id, name })
  await refuseInUse(transaction, { kind: 'pipeline', id, name })
  await transaction.query('delete from pipelines where project_id = $1 and id = $2', [
    transaction.projectId,
    parseId('pipeline', id),
  ])
  transaction.touchDefinitions()
}

async function refuseOpportunities(
  transaction: Transaction,
  { what, id, name }: { what: 'pipeline' | 'stage'; id: string; name: string },
) {
  const [{ count }] = await transaction.query<{ count: number }>(
    'select count(*) as count from opportunities where project_id = $1 and (pipeline_id = $2 or stage_id = $2)',
    [transaction.projectId, parseId(what, id)],
  )
  const users = [count === 1 ? '1 opportunity' : `${count} opportunities`]
  if (count > 0) throw failure('in_use', { what, name, users })
}
