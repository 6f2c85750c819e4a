import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'

export const OPPORTUNITY_STATUSES = ['open', 'won', 'lost', 'abandoned'] as const

/** What opportunities are sorted by. */
export const OPPORTUNITY_SORTS = ['createdAt', 'stageChangedAt', 'name', 'value'] as const

const status = z.enum(OPPORTUNITY_STATUSES)
// Sums of millions of them stay exact to the cent.
const value = z.number().min(0).max(1e12)

export const opportunity = z
  .object({
    id: z.string(),
    contact: z.string(),
    contactName: z.string().nullable().meta({ description: 'Name, else e-mail, else phone' }),
    name: z.string(),
    pipeline: z.string(),
    pipelineName: z.string(),
    stage: z.string(),
    stageName: z.string(),
    status,
    value: z.number().nullable(),
    stageChangedAt: time,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Opportunity' })

const named = text(200).meta({ description: 'id or exact name' })

export const opportunitiesList = route({
  id: 'opportunities.list',
  method: 'GET',
  path: '/v1/opportunities',
  summary: 'List opportunities, newest first unless sorted, with totals of each stage',
  scope: 'contacts:read',
  query: pageQuery.extend({
    q: z.string().max(200).optional().meta({ description: 'In the name of the opportunity or of the person' }),
    pipeline: z.string().max(200).optional(),
    stage: z.string().max(200).optional(),
    status: status.optional(),
    contact: z.string().max(320).optional(),
    sort: z.enum(OPPORTUNITY_SORTS).default('createdAt'),
    direction: z.enum(['asc', 'desc']).default('desc'),
  }),
  reply: list(opportunity).extend({
    total: z.number().int(),
    totals: z
      .array(
        z.object({
          pipeline: z.string(),
          stage: z.string(),
          stageName: z.string(),
          count: z.number().int(),
          value: z.number(),
          openValue: z.number(),
        }),
      )
      .meta({ description: 'Of all that match, not of this page; every stage in order' }),
  }),
})

export const opportunitiesCreate = route({
  id: 'opportunities.create',
  method: 'POST',
  path: '/v1/opportunities',
  summary: 'Create an opportunity with a contact',
  scope: 'contacts:write',
  body: z.strictObject({
    contact: text(320),
    name: text(200),
    pipeline: named,
    stage: named,
    status: status.default('open'),
    value: value.nullish(),
  }),
  reply: opportunity,
  status: 201,
})

export const opportunitiesGet = route({
  id: 'opportunities.get',
  method: 'GET',
  path: '/v1/opportunities/{opportunity}',
  summary: 'One opportunity',
  scope: 'contacts:read',
  reply: opportunity,
})

export const opportunitiesUpdate = route({
  id: 'opportunities.update',
  method: 'PATCH',
  path: '/v1/opportunities/{opportunity}',
  summary: 'Change an opportunity, or move it to another stage',
  scope: 'contacts:write',
  body: z.strictObject({
    name: text(200).optional(),
    pipeline: named.optional(),
    stage: named.optional(),
    status: status.optional(),
    value: value.nullish(),
  }),
  reply: opportunity,
})

export const opportunitiesDelete = route({
  id: 'opportunities.delete',
  method: 'DELETE',
  path: '/v1/opportunities/{opportunity}',
  summary: 'Delete an opportunity; its history stays with the contact',
  scope: 'contacts:write',
  status: 204,
})
