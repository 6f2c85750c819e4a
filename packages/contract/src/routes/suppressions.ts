import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, pageQuery, text, time } from '../shapes.ts'

export const SUPPRESSION_REASONS = ['bounce', 'soft_bounces', 'complaint', 'unsubscribe', 'manual', 'erased'] as const

const reason = z.enum(SUPPRESSION_REASONS).meta({
  description:
    'soft_bounces: five messages in 30 days found a mailbox that could not take them, and none arrived; erased: of somebody who had themselves erased and was brought in again since',
})
const givenReason = z.enum(SUPPRESSION_REASONS).exclude(['erased'])

export const suppression = z
  .object({
    id: z.string(),
    email: z.string(),
    reason,
    marketingOnly: z.boolean().meta({
      description:
        'Transactional mail goes on; holds for the reasons complaint and manual, and always for unsubscribe and soft_bounces',
    }),
    note: z.string().nullable(),
    source: z
      .object({ campaign: z.string(), campaignName: z.string().nullable(), delivery: z.string().nullable() })
      .nullable()
      .meta({ description: 'The message that led to it' }),
    createdAt: time,
    createdBy: z.string(),
    createdByName: z.string().nullable(),
  })
  .meta({ ref: 'Suppression' })

const filters = {
  q: z.string().max(254).optional().meta({ description: 'A part of the address or of the note' }),
  email: z.string().max(254).optional().meta({ description: 'Only entries of this address' }),
  reason: z.enum(SUPPRESSION_REASONS).optional(),
  marketingOnly: z.stringbool().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
}

export const suppressionsList = route({
  id: 'suppressions.list',
  method: 'GET',
  path: '/v1/suppressions',
  summary: 'Addresses that get no mail, newest first',
  scope: 'contacts:read',
  query: pageQuery.extend(filters),
  reply: list(suppression),
})

export const suppressionsSummary = route({
  id: 'suppressions.summary',
  method: 'GET',
  path: '/v1/suppressions/summary',
  summary: 'How many addresses are on the list for each reason, and how many people had themselves erased',
  scope: 'contacts:read',
  reply: z.object({
    addresses: z.number().int(),
    byReason: z.record(z.enum(SUPPRESSION_REASONS), z.number().int()),
    erasedPeople: z
      .number()
      .int()
      .meta({ description: 'Addresses of which only a keyed hash is left; they stay blocked and are not in the list' }),
  }),
})

export const suppressionsCreate = route({
  id: 'suppressions.create',
  method: 'POST',
  path: '/v1/suppressions',
  summary: 'Put an address on the suppression list',
  scope: 'contacts:write',
  body: z.strictObject({
    email: text(254),
    reason: givenReason.default('manual'),
    marketingOnly: z.boolean().default(false),
    note: clearableText(500),
  }),
  reply: suppression,
  status: 201,
})

export const suppressionsUpdate = route({
  id: 'suppressions.update',
  method: 'PATCH',
  path: '/v1/suppressions/{suppression}',
  summary: 'Change the note of an entry, or whether it holds for marketing only',
  scope: 'contacts:write',
  body: z.strictObject({ marketingOnly: z.boolean().optional(), note: clearableText(500) }),
  reply: suppression,
})

export const suppressionsDelete = route({
  id: 'suppressions.delete',
  method: 'DELETE',
  path: '/v1/suppressions/{suppression}',
  summary: 'Take an address off the list; the audit log keeps the reason. An erased one is forgotten as erased, too',
  scope: 'contacts:write',
  query: z.object({ reason: z.string().trim().max(500).optional() }),
  status: 204,
})

export const suppressionsRemove = route({
  id: 'suppressions.remove',
  method: 'POST',
  path: '/v1/suppressions/remove',
  summary: 'Take up to 1,000 entries off the list together; those that are gone already are left out of the count',
  scope: 'contacts:write',
  body: z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(1_000), reason: clearableText(500) }),
  reply: z.object({ removed: z.number().int() }),
})

export const suppressionsImport = route({
  id: 'suppressions.import',
  method: 'POST',
  path: '/v1/suppressions/import',
  summary: 'Put the addresses of a CSV on the list, up to 1,000,000 rows: part file, and part options with JSON',
  scope: 'contacts:write',
  upload: true,
  body: z.strictObject({
    reason: givenReason.default('manual').meta({ description: 'Where the file has no column reason' }),
    marketingOnly: z.boolean().default(false).meta({ description: 'Where the file has no column marketing_only' }),
    note: clearableText(500).meta({ description: 'Where the file has no column note' }),
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    dryRun: z.boolean().default(false).meta({ description: 'Say what would be added and change nothing' }),
  }),
  reply: z.object({
    rows: z.number().int(),
    added: z.number().int(),
    unchanged: z.number().int().meta({ description: 'On the list already for that reason' }),
    failed: z.number().int(),
    rejects: z
      .array(z.object({ line: z.number().int(), reason: z.string(), text: z.string() }))
      .meta({ description: 'The first 1,000 rows that were not taken' }),
  }),
})

export const suppressionsExport = route({
  id: 'suppressions.export',
  method: 'GET',
  path: '/v1/suppressions/export',
  summary: 'The list as CSV, which can be imported again; the same filters as the list',
  scope: 'contacts:read',
  query: z.object(filters),
  media: 'text/csv',
})
