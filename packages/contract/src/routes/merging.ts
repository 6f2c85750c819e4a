import { z } from 'zod'
import { route } from '../route.ts'
import { text } from '../shapes.ts'
import { contact } from './contacts.ts'

const side = z.enum(['this', 'other'])

export const contactsPreviewMerge = route({
  id: 'contacts.previewMerge',
  method: 'GET',
  path: '/v1/contacts/{contact}/merge',
  summary: 'What two contacts have, field by field, and what would be left of them, without merging them',
  scope: 'contacts:read',
  query: z.object({ from: text(320).meta({ description: 'Who would go: id, e-mail or externalId' }) }),
  reply: z.object({
    this: contact,
    other: contact,
    fields: z
      .array(z.object({ key: z.string(), this: z.unknown(), other: z.unknown(), result: z.unknown(), from: side }))
      .meta({ description: 'Those that either has, unless told otherwise: of this one where it has a value' }),
    consent: z
      .array(z.object({ channel: z.string(), this: z.string(), other: z.string(), result: z.string() }))
      .meta({ description: 'The stricter answer stays; email is the status' }),
    tags: z.array(z.string()).meta({ description: 'Names of all that the contact will have' }),
    moves: z
      .object({
        lists: z.number().int(),
        events: z.number().int(),
        deliveries: z.number().int(),
        opportunities: z.number().int(),
      })
      .meta({ description: 'How much of the other becomes this one’s' }),
  }),
})

export const contactsMerge = route({
  id: 'contacts.merge',
  method: 'POST',
  path: '/v1/contacts/{contact}/merge',
  summary: 'Make another contact part of this one: it is deleted, and all that it had is this one’s',
  scope: 'contacts:write',
  body: z.strictObject({
    from: text(320).meta({ description: 'Who goes: id, e-mail or externalId' }),
    fields: z
      .record(z.string().max(100), side)
      .optional()
      .meta({ description: 'Whose value a field keeps; otherwise this one’s where it has any' }),
  }),
  reply: contact,
})
