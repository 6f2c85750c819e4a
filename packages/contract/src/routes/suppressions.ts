import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, pageQuery, text, time } from '../shapes.ts'

export const SUPPRESSION_REASONS = ['bounce', 'complaint', 'unsubscribe', 'manual'] as const

export const suppression = z
  .object({
    id: z.string(),
    email: z.string(),
    reason: z.enum(SUPPRESSION_REASONS),
    marketingOnly: z.boolean(),
    note: z.string().nullable(),
    createdAt: time,
  })
  .meta({ ref: 'Suppression' })

export const suppressionsList = route({
  id: 'suppressions.list',
  method: 'GET',
  path: '/v1/suppressions',
  summary: 'Addresses that get no mail, newest first',
  scope: 'contacts:read',
  query: pageQuery.extend({
    email: z.string().max(254).optional().meta({ description: 'Only entries of this address' }),
  }),
  reply: list(suppression),
})

export const suppressionsCreate = route({
  id: 'suppressions.create',
  method: 'POST',
  path: '/v1/suppressions',
  summary: 'Put an address on the suppression list',
  scope: 'contacts:write',
  body: z.strictObject({
    email: text(254),
    reason: z.enum(SUPPRESSION_REASONS).default('manual'),
    marketingOnly: z.boolean().default(false),
    note: clearableText(500),
  }),
  reply: suppression,
  status: 201,
})

export const suppressionsDelete = route({
  id: 'suppressions.delete',
  method: 'DELETE',
  path: '/v1/suppressions/{suppression}',
  summary: 'Take an address off the list',
  scope: 'contacts:write',
  status: 204,
})
