import { FIELD_TYPES } from '@rollcall/filters'
import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, text, time, use } from '../shapes.ts'

export const field = z
  .object({
    key: z.string(),
    name: z.string(),
    type: z.enum(FIELD_TYPES),
    options: z.array(z.string()).nullable(),
    description: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
    stats: z
      .object({
        contacts: z.number().int(),
        filled: z.number().int().meta({ description: 'Contacts that have a value' }),
        sampled: z.number().int().meta({ description: 'The newest of those, whose values were looked at' }),
        distinct: z.number().int().meta({ description: 'Different values among them' }),
        samples: z.array(z.object({ value: z.string(), count: z.number().int() })),
      })
      .optional(),
  })
  .meta({ ref: 'Field' })

const withStats = z.object({ stats: z.stringbool().default(false) })

const options = z.array(text(255)).min(1).max(5000)

export const fieldsList = route({
  id: 'fields.list',
  method: 'GET',
  path: '/v1/fields',
  summary: 'List all custom fields; with stats how many contacts have each, and examples',
  scope: 'contacts:read',
  query: withStats,
  reply: list(field),
})

export const fieldsCreate = route({
  id: 'fields.create',
  method: 'POST',
  path: '/v1/fields',
  summary: 'Create a custom field; its key never changes',
  scope: 'contacts:write',
  body: z.strictObject({
    key: z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u, 'must be 1 to 64 letters, digits, _ or -'),
    name: text(255).optional(),
    type: z.enum(FIELD_TYPES),
    options: options.optional(),
    description: clearableText(500),
  }),
  reply: field,
  status: 201,
})

export const fieldsGet = route({
  id: 'fields.get',
  method: 'GET',
  path: '/v1/fields/{key}',
  summary: 'One custom field',
  scope: 'contacts:read',
  query: withStats,
  reply: field,
})

export const fieldsUpdate = route({
  id: 'fields.update',
  method: 'PATCH',
  path: '/v1/fields/{key}',
  summary: 'Rename a field, change its options, or its type if all values fit and no rule uses it',
  scope: 'contacts:write',
  body: z.strictObject({
    name: text(255).optional(),
    type: z.enum(FIELD_TYPES).optional(),
    options: options.optional(),
    description: clearableText(500),
  }),
  reply: field,
})

export const fieldsPreviewType = route({
  id: 'fields.previewType',
  method: 'POST',
  path: '/v1/fields/{key}/type/preview',
  summary: 'What another type would do to the values of a field; changes nothing',
  scope: 'contacts:read',
  body: z.strictObject({ type: z.enum(FIELD_TYPES), options: options.optional() }),
  reply: z.object({
    fitting: z.number().int().meta({ description: 'Contacts whose value is of the other type too' }),
    misfits: z.number().int().meta({ description: 'Contacts whose value is not: while there is one, the type stays' }),
    examples: z.array(z.string()).meta({ description: 'Some values that are not' }),
    usedBy: z.array(use).meta({ description: 'What has to let go of the field first' }),
  }),
})

export const fieldsDelete = route({
  id: 'fields.delete',
  method: 'DELETE',
  path: '/v1/fields/{key}',
  summary: 'Delete a field and its values; refused while something uses it',
  scope: 'contacts:write',
  status: 204,
})

export const fieldsUses = route({
  id: 'fields.uses',
  method: 'GET',
  path: '/v1/fields/{key}/uses',
  summary: 'What uses a field: segments, views, campaigns, sign-up forms',
  scope: 'contacts:read',
  reply: list(use),
})
