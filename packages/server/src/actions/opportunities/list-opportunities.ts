import { opportunitiesList, parseId, type RouteInput } from '@rollcall/contract'
import { z } from 'zod'
import { action, type Reader } from '../../action.ts'
import { failure } from '../../failure.ts'
import { getContact } from '../../store/contacts.ts'
import type { Queryable } from '../../store/database.ts'
import { listOpportunities, listStageTotals, type OpportunityQuery } from '../../store/opportunities.ts'
import { getPipeline, listAllStages } from '../../store/pipelines.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { findStages } from './get-place.ts'

export const listOpportunitiesAction = action(opportunitiesList, (context, { query }) =>
  readOpportunities(context, query),
)

/** A page of opportunities, with the totals of all that match. */
export async function readOpportunities({ product, caller }: Reader, query: Query) {
  const { database } = product
  const after = parseCursor(query.after, places[query.sort])
  const asked = await resolveQuery(database, caller.projectId, query)
  const [found, totals] = await Promise.all([
    listOpportunities(database, caller.projectId, {
      ...{ ...asked, after, limit: query.limit + 1 },
      ...{ sort: query.sort, direction: query.direction },
    }),
    listStageTotals(database, caller.projectId, asked),
  ])
  const page = toPage(found, {
    limit: query.limit,
    place: ({ place }) => place,
    show: ({ opportunity }) => opportunity,
  })
  return { ...page, total: totals.reduce((sum, { count }) => sum + count, 0), totals }
}

const text = z.string().refine((name) => !name.includes('\u0000'))
const time = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/)
const number = z.string().refine((by) => Number.isFinite(Number.parseFloat(by)) && /^[-+\d.e]+$/.test(by))

/** What a cursor has to look like for each order, so that PostgreSQL can read it. */
const places = {
  createdAt: z.tuple([z.uuid(), z.uuid()]),
  stageChangedAt: z.tuple([time, z.uuid()]),
  name: z.tuple([text, z.uuid()]),
  value: z.tuple([number, z.uuid()]),
}

type Query = RouteInput<typeof opportunitiesList>['query']

async function resolveQuery(record: Queryable, projectId: number, query: Query): Promise<OpportunityQuery> {
  const stages = await listAskedStages(record, projectId, query)
  const contact = query.contact === undefined ? null : await getContact(record, projectId, query.contact)
  const stageIds = stages.flatMap(({ id }) => parseId('stage', id) ?? [])
  return { stageIds, status: query.status ?? null, rowNo: contact?.rowNo ?? null, q: query.q?.trim() || null }
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
