import { z } from 'zod'
import { route } from '../route.ts'

/** Channels whose messages have a history; an event is named by channel and verb: `email.opened`. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'whatsapp'] as const

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
