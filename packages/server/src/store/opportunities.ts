import {
  type OPPORTUNITY_SORTS,
  type OPPORTUNITY_STATUSES,
  type opportunitiesList,
  type opportunity,
  parseId,
  type RouteReply,
  toId,
} from '@rollcall/contract'
import type { z } from 'zod'
import { failure } from '../failure.ts'
import { FULL_NAME } from './contact-names.ts'
import type { Queryable, Transaction } from './database.ts'

export type OpportunityStatus = (typeof OPPORTUNITY_STATUSES)[number]

/** An opportunity as callers see it. */
export type OpportunityReply = z.output<typeof opportunity>

type OpportunityRow = Omit<OpportunityReply, 'stageChangedAt' | 'createdAt' | 'updatedAt'> & {
  stageChangedAt: Date
  createdAt: Date
  updatedAt: Date
}

/** What an opportunity consists of; ids are UUIDs. */
export type OpportunityContent = {
  name: string
  pipelineId: string
  stageId: string
  status: OpportunityStatus
  value: number | null
}

// Those of deleted contacts come back when their contact does.
const FROM = `
  from opportunities o
  join contacts c on c.project_id = $1 and c.row_no = o.row_no and c.deleted_at is null
  join pipelines p on p.project_id = $1 and p.id = o.pipeline_id
  join pipeline_stages s on s.project_id = $1 and s.pipeline_id = o.pipeline_id and s.id = o.stage_id
  where o.project_id = $1`

const CONTACT_NAME = `coalesce(${FULL_NAME}, c.email, c.phone)`

const COLUMNS = `
  o.id, c.id as contact,
  ${CONTACT_NAME} as "contactName",
  o.name, p.id as pipeline, p.name as "pipelineName", s.id as stage, s.name as "stageName",
  o.status, o.value, o.stage_changed_at as "stageChangedAt", o.created_at as "createdAt", o.updated_at as "updatedAt"`

/** One opportunity by its id (opp_…). */
export async function getOpportunity(record: Queryable, projectId: number, id: string): Promise<OpportunityReply> {
  const [row] = await record.query<OpportunityRow>(`select ${COLUMNS} ${FROM} and o.id = $2`, [
    projectId,
    parseId('opportunity', id) ?? null,
  ])
  if (!row) throw failure('not_found', { what: 'opportunity', id })
  return toReply(row)
}

function toReply(row: OpportunityRow): OpportunityReply {
  return {
    ...row,
    id: toId('opportunity', row.id),
    contact: toId('contact', row.contact),
    pipeline: toId('pipeline', row.pipeline),
    stage: toId('stage', row.stage),
    stageChangedAt: row.stageChangedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Which opportunities; null asks for nothing. */
export type OpportunityQuery = {
  /** UUIDs of the stages that they may be in. */
  stageIds: string[]
  status: OpportunityStatus | null
  rowNo: number | null
  /** A part of its name, or of the person's. */
  q: string | null
}

const MATCHING = `o.stage_id = any($2::uuid[]) and ($3::text is null or o.status = $3) and ($4::int is null or o.row_no = $4)
  and ($5::text is null or strpos(lower(o.name), lower($5)) > 0 or strpos(lower(${CONTACT_NAME}), lower($5)) > 0)`

/** A place in a list of opportunities: what it is sorted by, as PostgreSQL writes it, and the UUID. */
export type OpportunityPlace = [by: string, id: string]

/** An opportunity with its place. */
export type PlacedOpportunity = { opportunity: OpportunityReply; place: OpportunityPlace }

export type OpportunityOrder = {
  sort: (typeof OPPORTUNITY_SORTS)[number]
  direction: 'asc' | 'desc'
  after: OpportunityPlace | null
  limit: number
}

// What is worth nothing that is known is worth less than anything. Ids grow with time.
const SORTED_BY: Record<OpportunityOrder['sort'], { by: string; type: string }> = {
  createdAt: { by: 'o.id', type: 'uuid' },
  stageChangedAt: { by: 'o.stage_changed_at', type: 'timestamptz' },
  name: { by: 'o.name collate "und-x-icu"', type: 'text collate "und-x-icu"' },
  value: { by: 'coalesce(o.value, -1)', type: 'float8' },
}

/** Opportunities in an order, behind the place `after`. */
export async function listOpportunities(
  record: Queryable,
  projectId: number,
  asked: OpportunityQuery & OpportunityOrder,
): Promise<PlacedOpportunity[]> {
  const { stageIds, status, rowNo, q, sort, direction, after, limit } = asked
  const { by, type } = SORTED_BY[sort]
  const isBehind = `(${by}, o.id) ${direction === 'asc' ? '>' : '<'} ($6::${type}, $7::uuid)`
  const rows = await record.query<OpportunityRow & { place: string }>(
    `select ${COLUMNS}, (${by})::text as place ${FROM} and ${MATCHING} and ($6::text is null or ${isBehind})
     order by ${by} ${direction}, o.id ${direction} limit $8`,
    [projectId, stageIds, status, rowNo, q, ...(after ?? [null, null]), limit],
  )
  return rows.map(({ place, ...row }) => ({ opportunity: toReply(row), place: [place, row.id] }))
}

/** How many opportunities are in each of the stages, and what they are worth; by pipeline, in the order of stages. */
export async function listStageTotals(
  record: Queryable,
  projectId: number,
  { stageIds, status, rowNo, q }: OpportunityQuery,
): Promise<RouteReply<typeof opportunitiesList>['totals']> {
  const rows = await record.query<RouteReply<typeof opportunitiesList>['totals'][number]>(
    `with matching as (select o.stage_id, o.status, o.value ${FROM} and ${MATCHING})
     select s.pipeline_id as pipeline, s.id as stage, s.name as "stageName", count(m.stage_id) as count,
       coalesce(sum(m.value), 0) as value, coalesce(sum(m.value) filter (where m.status = 'open'), 0) as "openValue"
     from pipeline_stages s join pipelines p on p.project_id = $1 and p.id = s.pipeline_id
     left join matching m on m.stage_id = s.id
     where s.project_id = $1 and s.id = any($2::uuid[])
     group by p.name, s.pipeline_id, s.id, s.name, s.position order by p.name, s.position`,
    [projectId, stageIds, status, rowNo, q],
  )
  return rows.map((row) => ({ ...row, pipeline: toId('pipeline', row.pipeline), stage: toId('stage', row.stage) }))
}

/** Makes an opportunity and returns its id. */
export async function createOpportunity(
  transaction: Transaction,
  { rowNo, at, ...content }: OpportunityContent & { rowNo: number; at: Date },
): Promise<string> {
  await holdStage(transaction, content)
  const { name, pipelineId, stageId, status, value } = content
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into opportunities (project_id, row_no, name, pipeline_id, stage_id, status, value, stage_changed_at,
       created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8) returning id`,
    [transaction.projectId, rowNo, name, pipelineId, stageId, status, value, at],
  )
  await logOpportunity(transaction, { id, change: 'created', at })
  return toId('opportunity', id)
}

/** An opportunity that nobody else changes before the transaction ends. */
export async function holdOpportunity(transaction: Transaction, id: string): Promise<OpportunityReply> {
  await transaction.query('select from opportunities where project_id = $1 and id = $2 for update', [
    transaction.projectId,
    parseId('opportunity', id) ?? null,
  ])
  return getOpportunity(transaction, transaction.projectId, id)
}

/** Gives a held opportunity its new content; a new stage has its time. */
export async function updateOpportunity(
  transaction: Transaction,
  { id, at, ...content }: OpportunityContent & { id: string; at: Date },
): Promise<void> {
  await holdStage(transaction, content)
  const uuid = parseId('opportunity', id) ?? ''
  const { name, pipelineId, stageId, status, value } = content
  const changed = await transaction.query(
    `update opportunities set name = $3, pipeline_id = $4, stage_id = $5, status = $6, value = $7, updated_at = $8,
       stage_changed_at = case when stage_id = $5 then stage_changed_at else $8 end
     where project_id = $1 and id = $2
       and (name, stage_id, status, value) is distinct from ($3, $5::uuid, $6, $7::float8) returning 1`,
    [transaction.projectId, uuid, name, pipelineId, stageId, status, value, at],
  )
  if (changed.length > 0) await logOpportunity(transaction, { id: uuid, change: 'changed', at })
}

/** Deletes a held opportunity; its history stays with the contact. */
export async function deleteOpportunity(transaction: Transaction, id: string, at: Date): Promise<void> {
  const uuid = parseId('opportunity', id) ?? ''
  await logOpportunity(transaction, { id: uuid, change: 'deleted', at })
  await transaction.query('delete from opportunities where project_id = $1 and id = $2', [transaction.projectId, uuid])
}

// Whoever removes the stage waits, or did so before.
async function holdStage(transaction: Transaction, { pipelineId, stageId }: OpportunityContent) {
  const key = [transaction.projectId, pipelineId]
  await transaction.query('select from pipelines where project_id = $1 and id = $2 for key share', key)
  const found = await transaction.query(
    'select from pipeline_stages where project_id = $1 and pipeline_id = $2 and id = $3',
    [...key, stageId],
  )
  if (found.length === 0) throw failure('not_found', { what: 'stage', id: toId('stage', stageId) })
}

/** Writes down how an opportunity is now, in today's names, and touches its contact. */
async function logOpportunity(
  transaction: Transaction,
  { id, change, at }: { id: string; change: 'created' | 'changed' | 'deleted'; at: Date },
) {
  const rows = await transaction.query<{ rowNo: number }>(
    `insert into opportunity_log (project_id, row_no, opportunity_id, change, name, pipeline_name, stage_name, status,
       value, at, changed_by)
     select $1, o.row_no, o.id, $3, o.name, p.name, s.name, o.status, o.value, $4, $5 ${FROM} and o.id = $2
     returning row_no as "rowNo"`,
    [transaction.projectId, id, change, at, transaction.actor],
  )
  transaction.touch(rows.map(({ rowNo }) => rowNo))
}
