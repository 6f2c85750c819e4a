import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'
import { contact } from './contacts.ts'
import { funnelStageOrNone } from './funnel.ts'

const count = z.number().int()

/** Whose funnel: everyone's, or that of those who match all that is given. */
const narrowed = z.object({
  q: z.string().max(200).optional(),
  tag: z.string().max(255).optional().meta({ description: 'id or exact name' }),
  segment: z.string().max(255).optional().meta({ description: 'id or exact name' }),
})

export const funnelGet = route({
  id: 'funnel.get',
  method: 'GET',
  path: '/v1/funnel',
  summary: 'How many people are in each stage of the funnel, and how many of them are lost',
  scope: 'contacts:read',
  query: narrowed,
  reply: z.object({
    stages: z
      .array(
        z.object({
          stage: funnelStageOrNone,
          count: count.meta({ description: 'Everyone in the stage, the lost ones included' }),
          lost: count,
          reached: count.meta({ description: 'Everyone in this stage or a later one; without a stage: everyone' }),
        }),
      )
      .meta({ description: 'none first, then in order' }),
    total: count,
    lost: count,
    tookMs: z.number(),
  }),
})

export const funnelPeople = route({
  id: 'funnel.people',
  method: 'GET',
  path: '/v1/funnel/people',
  summary: 'The people in a stage, last changed first, with since when they are there',
  scope: 'contacts:read',
  query: pageQuery.extend({
    ...narrowed.shape,
    stage: funnelStageOrNone.default('none'),
    lost: z.stringbool().optional().meta({ description: 'Only the lost ones, or only the others' }),
  }),
  reply: list(contact.extend({ since: time, lostSince: time.nullable() })).extend({ total: count }),
})

export const funnelHistory = route({
  id: 'funnel.history',
  method: 'GET',
  path: '/v1/funnel/history',
  summary: 'Who moved how many people from where to where, day by day, latest first',
  scope: 'contacts:read',
  query: z.object({
    days: z.coerce.number().int().min(1).max(366).default(30).meta({ description: 'Up to and with today' }),
  }),
  reply: z.object({
    timezone: z.string().meta({ description: 'Of the project, whose days these are' }),
    data: z.array(
      z.object({
        day: z.iso.date(),
        from: funnelStageOrNone,
        to: funnelStageOrNone,
        lost: z.enum(['marked', 'taken_back']).nullable().meta({ description: 'What became of the lost mark' }),
        by: z.string(),
        byName: z.string().nullable().meta({ description: 'What that person, key or import is called' }),
        count,
      }),
    ),
  }),
})
