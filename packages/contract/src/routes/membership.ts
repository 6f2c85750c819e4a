import { z } from 'zod'
import { route } from '../route.ts'
import { filters, list, pageQuery, time } from '../shapes.ts'
import { contact } from './contacts.ts'

/** Why somebody came to a segment or left it. */
const TRANSITION_CAUSES = ['change', 'time', 'rule', 'definition', 'deleted', 'found'] as const

const causes = z.enum(TRANSITION_CAUSES).meta({
  description:
    'change: of the contact; time: it passed; rule: the segment’s own was saved; definition: something that the rule mentions was changed; deleted: the contact was; found: when recording began, or after a restart',
})

/** Why, as data and in words, and through whom. */
const reason = {
  cause: causes,
  because: z.string().meta({ description: 'The cause in plain English' }),
  by: z.string().nullable().meta({ description: 'Who did it; null when time did' }),
}

export const segmentsHistory = route({
  id: 'segments.history',
  method: 'GET',
  path: '/v1/segments/{segment}/history',
  summary: 'How large a segment was, and how many came and left, by the hour or day',
  scope: 'segments:read',
  query: z.object({
    unit: z.enum(['hour', 'day']).default('day'),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
  }),
  reply: z.object({
    unit: z.enum(['hour', 'day']),
    timezone: z.string().meta({ description: 'Days are those of the project’s zone' }),
    recordedSince: time.nullable().meta({ description: 'When recording began: nothing is known of the time before' }),
    data: z.array(
      z.object({
        at: time.meta({ description: 'When the hour or day began' }),
        size: z.number().int().meta({ description: 'Members at its end' }),
        entered: z.number().int(),
        left: z.number().int(),
      }),
    ),
  }),
})

const named = z.object({ id: z.string(), email: z.string().nullable(), name: z.string().nullable() })

export const segmentsTransitions = route({
  id: 'segments.transitions',
  method: 'GET',
  path: '/v1/segments/{segment}/transitions',
  summary: 'Who came to a segment and who left it, when and why, newest first',
  scope: 'segments:read',
  query: pageQuery.extend({ direction: z.enum(['entered', 'left']).optional() }),
  reply: list(
    z.object({
      id: z.string().meta({ description: 'Of this entry, for the call that lists everybody in it' }),
      at: time,
      direction: z.enum(['entered', 'left']),
      count: z.number().int(),
      contacts: z.array(named).meta({ description: 'Up to three of them; those who were deleted are left out' }),
      ...reason,
      byName: z.string().nullable().meta({ description: 'What they are called, if they have a name' }),
      version: z.number().int().meta({ description: 'Of the segment’s rule' }),
    }),
  ),
})

export const segmentsTransitionPeople = route({
  id: 'segments.transitionPeople',
  method: 'GET',
  path: '/v1/segments/{segment}/transitions/{transition}/contacts',
  summary: 'Everybody who came or left by one entry of the log, however many those are',
  scope: 'segments:read',
  query: pageQuery,
  reply: list(
    named.meta({ description: 'Those who were deleted since are left out: a page may hold fewer than asked for' }),
  ).extend({
    count: z.number().int().meta({ description: 'How many came or left, those included who were deleted since' }),
  }),
})

export const segmentsPreviewChange = route({
  id: 'segments.previewChange',
  method: 'POST',
  path: '/v1/segments/{segment}/preview-change',
  summary: 'Who would come, leave and stay if a segment had this rule, without saving it',
  scope: 'segments:read',
  body: z.strictObject({ filters }),
  reply: z.object({
    sentence: z.string(),
    filters,
    entering: z.number().int(),
    leaving: z.number().int(),
    staying: z.number().int(),
    samples: z.object({ entering: z.array(contact), leaving: z.array(contact) }),
  }),
})

const membership = { segment: z.object({ id: z.string(), name: z.string(), kind: z.enum(['dynamic', 'static']) }) }
const unknownReason = { cause: causes.nullable(), because: z.string().nullable(), by: z.string().nullable() }

export const contactsSegments = route({
  id: 'contacts.segments',
  method: 'GET',
  path: '/v1/contacts/{contact}/segments',
  summary: 'The segments that a contact is in, since when and why, and those left in the last 30 days',
  scope: 'contacts:read',
  reply: z.object({
    data: z.array(z.object({ ...membership, since: time.nullable(), ...unknownReason })),
    left: z.array(z.object({ ...membership, at: time, ...reason })),
  }),
})
