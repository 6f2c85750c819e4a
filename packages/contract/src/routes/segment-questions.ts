import { z } from 'zod'
import { route } from '../route.ts'
import { filters, instantAsked, list, pageQuery, text, time } from '../shapes.ts'
import { contact } from './contacts.ts'

const said = z.string().meta({ description: 'The same in words' })

const event = z.object({
  at: time,
  channel: z.string().optional(),
  kind: z.string().optional(),
  campaign: z.string().nullish(),
  isMachine: z.boolean().optional(),
  link: z.string().nullish(),
  properties: z.unknown().optional(),
})

const opportunity = z.object({
  pipeline: z.string(),
  stage: z.string(),
  status: z.string(),
  value: z.number().nullable(),
  stageSince: time,
})

const evidence = z
  .discriminatedUnion('of', [
    z.object({ of: z.literal('field'), text: said, field: z.string(), value: z.unknown() }),
    z.object({
      of: z.literal('set'),
      text: said,
      set: z.string().meta({ description: 'A kind and what people are in: tag:tag_…, segment:seg_…, channel:sms' }),
      isIn: z.boolean(),
      since: time.nullable(),
    }),
    z.object({
      of: z.literal('segment'),
      text: said,
      segment: z.string().meta({ description: 'Explained under segments of this answer' }),
      isIn: z.boolean(),
    }),
    z.object({
      of: z.literal('events'),
      text: said,
      event: z.string(),
      count: z.number().int(),
      total: z.string().nullish().meta({ description: 'What the numbers come to, where the condition adds them up' }),
      latest: z.array(event).meta({ description: 'Up to five, newest first' }),
      others: z.number().int().meta({ description: 'How many of that kind have happened that do not count' }),
      latestOthers: z.array(event).meta({ description: 'Where none counts: up to five of the others, newest first' }),
    }),
    z.object({
      of: z.literal('opportunities'),
      text: said,
      count: z.number().int(),
      some: z.array(opportunity).meta({ description: 'Up to five' }),
    }),
    z.object({
      of: z.literal('sample'),
      text: said,
      bucket: z.number().int().meta({ description: '0 to 9,999' }),
    }),
  ])
  .meta({ ref: 'Evidence', description: 'What a condition found at the contact' })

const explainedNode = z
  .object({
    pointer: z.string().meta({ description: 'Where it stands in the filter' }),
    matches: z.boolean(),
    sentence: z.string(),
    match: z.enum(['all', 'any', 'none']).optional().meta({ description: 'Of a group' }),
    get conditions() {
      return z.array(explainedNode).optional()
    },
    condition: z.record(z.string(), z.unknown()).optional().meta({ description: 'Of a condition' }),
    evidence: z.array(evidence).optional().meta({ description: 'Of a condition' }),
  })
  .meta({ ref: 'ExplainedNode', description: 'A group or a condition with its own answer' })

const explainedRule = {
  matches: z.boolean(),
  sentence: z.string(),
  tree: explainedNode,
  nextChange: time
    .nullable()
    .meta({ description: 'When the whole answer differs first with no new data; null if not within ten years' }),
}

const explanation = z.object({
  contact: z.string(),
  at: time.meta({ description: 'The instant at which it was judged' }),
  ...explainedRule,
  segments: z
    .array(z.object({ id: z.string(), name: z.string(), ...explainedRule }))
    .meta({ description: 'Every dynamic segment that the rule asks about, directly or through others, once each' }),
})

const named = text(320).meta({ description: 'Id, e-mail address or externalId' })

export const segmentsExplain = route({
  id: 'segments.explain',
  method: 'GET',
  path: '/v1/segments/{segment}/explain',
  summary: 'Why a contact is in a segment or not, and when that changes by itself',
  scope: 'segments:read',
  query: z.object({ contact: named, at: instantAsked }),
  reply: explanation,
})

export const segmentsExplainFilter = route({
  id: 'segments.explainFilter',
  method: 'POST',
  path: '/v1/segments/explain',
  summary: 'Why a contact matches a filter or not, without saving it',
  scope: 'segments:read',
  body: z.strictObject({ filters, contact: named, at: instantAsked }),
  reply: explanation,
})

const regionOf = z.object({ segments: z.array(z.string()), count: z.number().int() })

export const segmentsOverlap = route({
  id: 'segments.overlap',
  method: 'POST',
  path: '/v1/segments/overlap',
  summary: 'How up to 10 segments overlap: every combination, and every pair',
  scope: 'segments:read',
  body: z.strictObject({ segments: z.array(text(255)).min(1).max(10), at: instantAsked }),
  reply: z.object({
    segments: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
    total: z.number().int().meta({ description: 'People in at least one of them' }),
    regions: z.array(regionOf).meta({
      description: 'People in exactly these segments and in none of the others, most first; empty ones are left out',
    }),
    pairs: z.array(regionOf).meta({ description: 'People in both, whatever else they are in' }),
  }),
})

export const segmentsNearMisses = route({
  id: 'segments.nearMisses',
  method: 'POST',
  path: '/v1/segments/near-misses',
  summary: 'Who fails exactly one condition of a filter, by that condition',
  scope: 'segments:read',
  body: z.strictObject({
    filters,
    at: instantAsked,
    condition: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The pointer of the group whose people are listed; the largest group unless given' }),
    limit: z.number().int().min(1).max(100).default(20),
    after: z.string().max(2000).optional(),
  }),
  reply: z.object({
    asked: z.string().meta({ description: 'What a near miss of this filter is, in words' }),
    total: z.number().int().meta({ description: 'Near misses, each person once' }),
    groups: z.array(
      z.object({
        pointer: z.string().meta({ description: 'The one condition that they fail' }),
        sentence: z.string(),
        count: z.number().int(),
      }),
    ),
    people: list(contact)
      .extend({ condition: z.string().nullable(), total: z.number().int() })
      .meta({ description: 'Those who fail that condition only, newest first' }),
  }),
})

export const segmentsMembers = route({
  id: 'segments.members',
  method: 'GET',
  path: '/v1/segments/{segment}/members',
  summary: 'The people in a segment right now: a page, newest first, or all of them as a stream of lines',
  scope: 'segments:read',
  query: pageQuery.extend({ at: instantAsked }),
  reply: list(contact).extend({ total: z.number().int() }),
  streams: ['application/x-ndjson', 'text/csv'],
})
