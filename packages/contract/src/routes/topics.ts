import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, pageQuery, text, time, use } from '../shapes.ts'
import { proof } from './contacts.ts'

const answer = z.enum(['opt_in', 'opt_out'])
const visibility = z.enum(['public', 'private'])

export const topic = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    default: answer.meta({
      description: 'What goes for those who never answered. opt_in: they get it; opt_out: only who subscribes gets it',
    }),
    visibility: visibility.meta({ description: 'Whether people see it where they choose what they get' }),
    displayOrder: z.number().int(),
    isActive: z.boolean(),
    createdAt: time,
    updatedAt: time,
    subscribers: z.number().int().optional().meta({ description: 'With stats: who gets it, by answer or default' }),
  })
  .meta({ ref: 'Topic' })

const displayOrder = z.number().int().min(0).max(1_000_000)

export const topicsList = route({
  id: 'topics.list',
  method: 'GET',
  path: '/v1/topics',
  summary: 'List topics in their order, active ones unless asked otherwise',
  scope: 'contacts:read',
  query: pageQuery.extend({ includeInactive: z.stringbool().default(false), stats: z.stringbool().default(false) }),
  reply: list(topic),
})

export const topicsCreate = route({
  id: 'topics.create',
  method: 'POST',
  path: '/v1/topics',
  summary: 'Create a topic that people subscribe to',
  scope: 'contacts:write',
  body: z.strictObject({
    name: text(200),
    description: clearableText(500),
    default: answer,
    visibility: visibility.default('public'),
    displayOrder: displayOrder.default(0),
    isActive: z.boolean().default(true),
  }),
  reply: topic,
  status: 201,
})

export const topicsGet = route({
  id: 'topics.get',
  method: 'GET',
  path: '/v1/topics/{topic}',
  summary: 'One topic, by id or exact name',
  scope: 'contacts:read',
  reply: topic,
})

export const topicsUpdate = route({
  id: 'topics.update',
  method: 'PATCH',
  path: '/v1/topics/{topic}',
  summary: 'Change a topic; those who answered keep their answer when the default changes',
  scope: 'contacts:write',
  body: z.strictObject({
    name: text(200).optional(),
    description: clearableText(500),
    default: answer.optional(),
    visibility: visibility.optional(),
    displayOrder: displayOrder.optional(),
    isActive: z.boolean().optional(),
  }),
  reply: topic,
})

export const topicsDelete = route({
  id: 'topics.delete',
  method: 'DELETE',
  path: '/v1/topics/{topic}',
  summary: 'Delete a topic and all answers; refused while something uses it',
  scope: 'contacts:write',
  status: 204,
})

const change = z.strictObject({ contact: text(320), proof: proof.optional() })
const changed = z.object({ topic: z.string(), contact: z.string(), subscribed: z.boolean() })

export const topicsUses = route({
  id: 'topics.uses',
  method: 'GET',
  path: '/v1/topics/{topic}/uses',
  summary: 'What uses a topic: segments, views, campaigns, sign-up forms',
  scope: 'contacts:read',
  reply: list(use),
})

export const topicsSubscribe = route({
  id: 'topics.subscribe',
  method: 'POST',
  path: '/v1/topics/{topic}/subscribe',
  summary: 'Write down that a contact wants a topic',
  scope: 'contacts:write',
  body: change,
  reply: changed,
})

export const topicsUnsubscribe = route({
  id: 'topics.unsubscribe',
  method: 'POST',
  path: '/v1/topics/{topic}/unsubscribe',
  summary: 'Write down that a contact does not want a topic; their status stays',
  scope: 'contacts:write',
  body: change,
  reply: changed,
})

export const contactsTopics = route({
  id: 'contacts.topics',
  method: 'GET',
  path: '/v1/contacts/{contact}/topics',
  summary: 'Every topic, whether the contact is subscribed, and when they said so',
  scope: 'contacts:read',
  reply: list(
    z.object({
      topic: z.string(),
      name: z.string(),
      subscribed: z.boolean(),
      answeredAt: time.nullable().meta({ description: 'null: they never said, the default goes' }),
    }),
  ),
})
