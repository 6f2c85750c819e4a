import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'
import { people } from './contacts.ts'

const EXPORT_FORMATS = ['csv', 'jsonl'] as const

export const exportJob = z
  .object({
    id: z.string(),
    status: z.enum(['pending', 'processing', 'completed', 'failed']),
    format: z.enum(EXPORT_FORMATS),
    columns: z.array(z.string()),
    total: z.number().int(),
    done: z.number().int(),
    sizeBytes: z.number().int().nullable(),
    error: z.string().nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
    expiresAt: time.meta({ description: 'The file is kept until then' }),
  })
  .meta({ ref: 'Export' })

const body = z
  .strictObject({
    ...people,
    segment: z.string().max(255).optional(),
    tags: z.array(z.string().max(255)).min(1).max(100).optional().meta({ description: 'Who has any of these' }),
    format: z.enum(EXPORT_FORMATS).default('csv'),
    columns: z.array(z.string().max(100)).min(1).max(500).optional().meta({
      description: 'Built-in keys, keys of fields, channels.sms, consent.sms; all that an import reads unless given',
    }),
  })
  .refine(
    ({ contacts, filters, q, view, segment, tags }) =>
      contacts === undefined || [filters, q, view, segment, tags].every((part) => part === undefined),
    'give either contacts or filters, q, view, segment and tags; nothing means everyone',
  )

export const exportsCreate = route({
  id: 'exports.create',
  method: 'POST',
  path: '/v1/exports',
  summary: 'Write contacts to a CSV or JSON Lines file, kept for 24 hours',
  scope: 'contacts:read',
  body,
  reply: exportJob,
  status: 202,
})

export const exportsList = route({
  id: 'exports.list',
  method: 'GET',
  path: '/v1/exports',
  summary: 'List exports whose files are kept, newest first',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(exportJob),
})

export const exportsGet = route({
  id: 'exports.get',
  method: 'GET',
  path: '/v1/exports/{export}',
  summary: 'How far an export is',
  scope: 'contacts:read',
  reply: exportJob,
})

export const exportsFile = route({
  id: 'exports.file',
  method: 'GET',
  path: '/v1/exports/{export}/file',
  summary: 'The file of a completed export; a CSV re-imports to the same people',
  scope: 'contacts:read',
  media: 'text/csv',
})
