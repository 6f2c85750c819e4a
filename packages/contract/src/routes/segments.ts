import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, filters, instantAsked, list, pageQuery, text, time, use } from '../shapes.ts'
import { reasons } from './campaign-results.ts'
import { contact } from './contacts.ts'

const warning = z
  .object({
    code: z.string(),
    detail: z.string(),
    pointer: z.string().optional().meta({ description: 'The place in the rule, if it is one: /filters/conditions/0' }),
  })
  .meta({ ref: 'Warning', description: 'Something that is right, and yet hardly what somebody meant' })

export const segment = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    kind: z.enum(['dynamic', 'static']),
    filters: filters.nullable(),
    sentence: z.string().meta({ description: 'The rule in plain English' }),
    count: z.number().int().meta({ description: 'Members right now' }),
    reachable: z.number().int().meta({ description: 'Members who can get marketing e-mail right now' }),
    warnings: z.array(warning),
    version: z.number().int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Segment' })

const trend = z
  .object({
    sizes: z
      .array(z.number().int())
      .meta({ description: 'Members at the end of each of the last 30 days that are recorded; today’s is the count' }),
    entered: z.number().int().meta({ description: 'In the last 7 days; not those with whom it began' }),
    left: z.number().int().meta({ description: 'In the last 7 days' }),
  })
  .meta({ ref: 'SegmentTrend' })

export const segmentsList = route({
  id: 'segments.list',
  method: 'GET',
  path: '/v1/segments',
  summary: 'List segments by name, with live counts',
  scope: 'segments:read',
  query: pageQuery.extend({
    q: z.string().max(200).optional(),
    kind: z.enum(['dynamic', 'static']).optional(),
    includeTrend: z.stringbool().default(false),
    includeUses: z.stringbool().default(false),
  }),
  reply: list(
    segment.extend({
      trend: trend.optional().meta({ description: 'With includeTrend' }),
      uses: z.array(use).optional().meta({ description: 'With includeUses: what uses it, as its own uses say' }),
    }),
  ),
})

export const segmentsCreate = route({
  id: 'segments.create',
  method: 'POST',
  path: '/v1/segments',
  summary: 'Create a dynamic segment from a filter, or a static one from contacts',
  scope: 'segments:write',
  body: z.strictObject({
    name: text(200),
    description: clearableText(500),
    kind: z.enum(['dynamic', 'static']).default('dynamic'),
    filters: filters.optional(),
    contacts: z.array(z.string()).max(10_000).optional(),
  }),
  reply: segment,
  status: 201,
})

const breakdown = z
  .object({
    by: z.string(),
    values: z
      .array(z.object({ value: z.string(), label: z.string(), count: z.number().int() }))
      .meta({ description: 'The largest first; of tags and lists a person counts at each value' }),
    rest: z
      .object({ values: z.number().int(), count: z.number().int() })
      .meta({ description: 'How many other values there are, and the people who have none but those' }),
    missing: z.number().int().meta({ description: 'People without any value' }),
  })
  .meta({ ref: 'Breakdown' })

export const segmentsPreview = route({
  id: 'segments.preview',
  method: 'POST',
  path: '/v1/segments/preview',
  summary: 'What a filter matches, without saving it',
  scope: 'segments:read',
  body: z.strictObject({
    filters,
    at: instantAsked,
    include: z
      .array(z.enum(['sample', 'funnel', 'alone', 'breakdown', 'skipped', 'names']))
      .default([])
      .meta({
        description:
          'sample: a few people; funnel: how many remain after each condition; alone: how many each condition and group matches by itself, ' +
          'where the funnel does not tell; skipped: why some cannot be reached; names: of ' +
          'the tags, segments and campaigns that it mentions',
      }),
    breakdown: z
      .strictObject({
        by: text(200).default('status').meta({
          description: 'tag, status, validation, funnel, country, language, …, or the key of a select, list or boolean',
        }),
        top: z.number().int().min(1).max(100).default(20),
      })
      .optional(),
    segment: text(255).optional().meta({ description: 'The segment whose rule this is going to be, for its warnings' }),
  }),
  reply: z.object({
    count: z.number().int(),
    reachable: z.number().int(),
    sentence: z.string(),
    filters,
    warnings: z.array(warning),
    tookMs: z.number(),
    sample: z.array(contact).optional(),
    funnel: z.array(z.object({ sentence: z.string(), remaining: z.number().int() })).optional(),
    alone: z
      .array(z.object({ pointer: z.string(), count: z.number().int() }))
      .optional()
      .meta({ description: 'By place: /filters/conditions/0/conditions/1; at most 50' }),
    breakdown: breakdown.optional(),
    skipped: reasons.optional(),
    names: z
      .array(z.object({ kind: z.enum(['tag', 'segment', 'campaign']), id: z.string(), name: z.string() }))
      .optional(),
  }),
})

export const segmentsGet = route({
  id: 'segments.get',
  method: 'GET',
  path: '/v1/segments/{segment}',
  summary: 'One segment, by id or exact name',
  scope: 'segments:read',
  reply: segment,
})

export const segmentsUpdate = route({
  id: 'segments.update',
  method: 'PATCH',
  path: '/v1/segments/{segment}',
  summary: 'Rename a segment or replace its rule',
  scope: 'segments:write',
  body: z.strictObject({
    name: text(200).optional(),
    description: clearableText(500),
    filters: filters.optional(),
    version: z
      .number()
      .int()
      .min(1)
      .optional()
      .meta({ description: 'The version that was edited: refused with 409 if somebody has saved another since' }),
  }),
  reply: segment,
})

export const segmentsDelete = route({
  id: 'segments.delete',
  method: 'DELETE',
  path: '/v1/segments/{segment}',
  summary: 'Delete a segment; refused while something uses it',
  scope: 'segments:write',
  status: 204,
})

const people = z.strictObject({ contacts: z.array(z.string()).min(1).max(10_000) })
const results = z.object({
  results: z.array(
    z.object({
      contact: z.string(),
      outcome: z.enum(['changed', 'unchanged', 'failed']),
      detail: z.string().nullable(),
    }),
  ),
})

export const segmentsAddContacts = route({
  id: 'segments.addContacts',
  method: 'POST',
  path: '/v1/segments/{segment}/contacts',
  summary: 'Put people into a static segment, by id or e-mail',
  scope: 'segments:write',
  body: people,
  reply: results,
})

export const segmentsRemoveContacts = route({
  id: 'segments.removeContacts',
  method: 'DELETE',
  path: '/v1/segments/{segment}/contacts',
  summary: 'Take people out of a static segment',
  scope: 'segments:write',
  body: people,
  reply: results,
})
