import { z } from 'zod'
import { route } from '../route.ts'
import { filters, list, pageQuery, text, time, use } from '../shapes.ts'
import { segment } from './segments.ts'

/** One way in which a rule differs from another. */
const change = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'match']),
  sentence: z.string(),
})

const segmentVersion = z
  .object({
    version: z.number().int(),
    isCurrent: z.boolean(),
    filters,
    sentence: z.string(),
    count: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Who would match right now; null when it cannot be asked any more' }),
    countWhenSaved: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'Members right after it was saved; null when that is not recorded' }),
    problem: z.string().nullable().meta({ description: 'Why it cannot be restored' }),
    changes: z.array(change).meta({ description: 'What it changed of the version before' }),
    createdAt: time,
    createdBy: z.string(),
    createdByName: z.string().nullable(),
  })
  .meta({ ref: 'SegmentVersion' })

export const segmentsVersions = route({
  id: 'segments.versions',
  method: 'GET',
  path: '/v1/segments/{segment}/versions',
  summary: 'All versions of a rule, newest first: who, when, what changed, whom each would match now',
  scope: 'segments:read',
  query: pageQuery,
  reply: list(segmentVersion),
})

export const segmentsDiff = route({
  id: 'segments.diff',
  method: 'GET',
  path: '/v1/segments/{segment}/diff',
  summary: 'How two versions of a rule differ, in words and in people',
  scope: 'segments:read',
  query: z.object({
    from: z.coerce.number().int().min(1).optional().meta({ description: 'The version before `to` unless given' }),
    to: z.coerce.number().int().min(1).optional().meta({ description: 'The current version unless given' }),
  }),
  reply: z.object({
    from: segmentVersion,
    to: segmentVersion,
    changes: z.array(change),
    added: z.number().int().nullable().meta({ description: 'People who are in the second only' }),
    removed: z.number().int().nullable().meta({ description: 'People who are in the first only' }),
  }),
})

export const segmentsRestore = route({
  id: 'segments.restore',
  method: 'POST',
  path: '/v1/segments/{segment}/restore',
  summary: 'Make an older version of the rule the current one, as a new version',
  scope: 'segments:write',
  body: z.strictObject({ version: z.number().int().min(1) }),
  reply: segment,
})

export const segmentsDuplicate = route({
  id: 'segments.duplicate',
  method: 'POST',
  path: '/v1/segments/{segment}/duplicate',
  summary: 'Make a copy of a segment: its rule, or its people',
  scope: 'segments:write',
  body: z.strictObject({
    name: text(200).optional(),
    kind: z.enum(['dynamic', 'static']).optional().meta({
      description: 'static: the people who are in it right now, who then stay; the kind of the original unless given',
    }),
  }),
  reply: segment,
  status: 201,
})

export const segmentsUses = route({
  id: 'segments.uses',
  method: 'GET',
  path: '/v1/segments/{segment}/uses',
  summary: 'What uses a segment: other segments, views, campaigns',
  scope: 'segments:read',
  reply: list(use),
})

export const segmentStarters = route({
  id: 'segments.starters',
  method: 'GET',
  path: '/v1/segment-starters',
  summary: 'Useful rules to start from, each with whom it matches right now',
  scope: 'segments:read',
  reply: list(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      filters,
      sentence: z.string(),
      count: z.number().int(),
      reachable: z.number().int(),
    }),
  ),
})
