import { CHANNELS } from '@rollcall/filters'
import { z } from 'zod'
import { route } from '../route.ts'
import { list, text } from '../shapes.ts'

/** Channels of messages; an event of one is named by channel and verb: `email.opened`. */
export const MESSAGE_CHANNELS = CHANNELS

export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

/** What can become of a message to somebody. */
export const MESSAGE_VERBS = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'bounced',
  'complained',
  'unsubscribed',
  'replied',
] as const

export const MESSAGE_KINDS = ['marketing', 'transactional'] as const

const eventInput = z.strictObject({
  contact: z.string().meta({ description: 'id, e-mail or externalId' }),
  name: z.string().meta({ description: 'email.opened, sms.sent, …, or any name of your own' }),
  at: z.string().optional().meta({ description: 'RFC 3339; now unless given' }),
  id: z.string().optional().meta({ description: 'Of your own: sent again within 35 days, the event counts once' }),
  properties: z.record(z.string(), z.unknown()).optional(),
  campaign: z.string().optional().meta({ description: 'id or exact name; of messages only' }),
  link: z.string().optional().meta({ description: 'What was clicked' }),
  machine: z.boolean().optional().meta({ description: 'Opened or clicked by a program; false unless given' }),
  kind: z.enum(MESSAGE_KINDS).optional().meta({ description: 'Of the message; marketing unless given' }),
})

/** An event as a caller sends it. */
export type EventInput = z.input<typeof eventInput>

const { $schema, ...eventSchema } = z.toJSONSchema(eventInput)
// Anything may stand here: the action judges each event, so that one that is wrong does not stop the others.
const anyEvent = z
  .custom<EventInput>()
  .meta(eventSchema)
  .transform((event): unknown => event)

export const eventsCreate = route({
  id: 'events.create',
  method: 'POST',
  path: '/v1/events',
  summary:
    'Record up to 5,000 events, of messages (email.opened) or of your own; wrong ones are named, the rest counts',
  scope: 'contacts:write',
  judgesItems: true,
  body: z.strictObject({ events: z.array(anyEvent).min(1).max(5000) }),
  reply: z.object({
    accepted: z.number().int().meta({ description: 'Those that are in the record now' }),
    errors: z.array(z.object({ index: z.number().int(), pointer: z.string(), code: z.string(), detail: z.string() })),
  }),
})

export const eventsNames = route({
  id: 'events.names',
  method: 'GET',
  path: '/v1/events/names',
  summary: 'Every name of your own events, the most frequent first, with how many there are',
  scope: 'contacts:read',
  reply: list(z.object({ name: z.string(), count: z.number().int() })),
})

export const eventsProperties = route({
  id: 'events.properties',
  method: 'GET',
  path: '/v1/events/properties',
  summary: 'What events of a name say: their properties with the values that are common, from up to 1,000 of them',
  scope: 'contacts:read',
  query: z.object({ name: text(200) }),
  reply: list(
    z.object({
      property: z.string().meta({ description: 'As a filter names it: amount, items.sku' }),
      type: z.enum(['text', 'number', 'boolean']).meta({ description: 'Of most of its values' }),
      events: z.number().int().meta({ description: 'In how many of those looked at it is' }),
      values: z
        .array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), events: z.number().int() }))
        .meta({ description: 'Up to 20, the most common first' }),
    }),
  ).extend({ looked: z.number().int().meta({ description: 'At how many events it was looked' }) }),
})
