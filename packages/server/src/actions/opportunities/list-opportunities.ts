import { opportunitiesList, parseId, type RouteInput } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { getContact } from '../../store/contacts.ts'
import type { Queryable } from '../../store/database.ts'
import { listOpportunities, listStageTotals, type OpportunityQuery } from '../../store/opportunities.ts'
import { getPipeline, listAllStages } from '../../store/pipelines.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { findStages } from './get-place.ts'

export const listOpportunitiesAction = action(opportunitiesList, async ({ product, caller }, { query }) => {
  const { database } = product
  const before = parseCursor(query.after, z.uuid())
  const asked = await resolveQuery(database, caller.projectId, query)
  const [found, totals] = await Promise.all([
    listOpportunities(database, caller.projectId, { ...asked, before, limit: query.limit + 1 }),
    listStageTotals(database, caller.projectId, asked),
  ])
  const place = ({ id }: { id: string }) => parseId('opportunity', id)
  const page = toPage(found, { limit: query.limit, place, show: (opportunity) => opportunity })
  return { ...page, total: totals.reduce((sum, { count }) => sum + count, 0), totals }
})

type Query = RouteInput<typeof opportunitiesList>['query']

async function resolveQuery(record: Queryable, projectId: number, query: Query): Promise<OpportunityQuery> {
  const stages = await listAskedStages(record, projectId, query)
  const contact = query.contact === undefined ? null : await getContact(record, projectId, query.contact)
  const stageIds = stages.flatMap(({ id }) => parseId('stage', id) ?? [])
  return { stageIds, status: query.status ?? null, rowNo: contact?.rowNo ?? null }
}

/** Without a pipeline, a stage's name means the stages of that name in all pipelines. */
async function listAskedStages(record: Queryable, projectId: number, { pipeline, stage }: Query) {
  const among =
    pipeline === undefined
      ? await listAllStages(record, projectId)
      : (await getPipeline(record, projectId, pipeline)).stages
  if (stage === undefined) return among
  const found = findStages(among, stage)
  if (found.length === 0) throw failure('not_found', { what: 'stage', id: stage })
  return found
}
