import { FIELD_TYPES } from '@rollcall/filters'
import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'

export const importOptions = z.strictObject({
  columnMap: z.record(z.string(), z.string()).optional().meta({ description: 'Target to header: {"email": "E-Mail"}' }),
  onConflict: z.enum(['upsert', 'skip']).default('upsert'),
  tags: z.array(text(255)).max(100).default([]),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  fieldTypes: z.record(z.string(), z.enum(FIELD_TYPES)).optional(),
  status: z.enum(['subscribed', 'non-subscribed', 'unsubscribed']).default('subscribed'),
  blanks: z
    .enum(['leave', 'clear'])
    .default('leave')
    .meta({ description: 'What an empty cell does to a present value' }),
  dryRun: z.boolean().default(false),
})

export const importJob = z
  .object({
    id: z.string(),
    status: z.enum(['pending', 'processing', 'completed', 'failed']),
    fileName: z.string(),
    sizeBytes: z.number().int(),
    bytesDone: z.number().int(),
    dryRun: z.boolean(),
    counts: z.object({
      total: z.number().int(),
      created: z.number().int(),
      updated: z.number().int(),
      unchanged: z.number().int(),
      skipped: z.number().int(),
      failed: z.number().int(),
    }),
    columns: z.array(z.object({ header: z.string(), target: z.string().nullable(), type: z.string().nullable() })),
    error: z.string().nullable(),
    createdAt: time,
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
  })
  .meta({ ref: 'Import' })

export const importsCreate = route({
  id: 'imports.create',
  method: 'POST',
  path: '/v1/imports',
  summary: 'Import a CSV of any size: part file, and part options with JSON',
  scope: 'contacts:write',
  upload: true,
  body: importOptions,
  reply: importJob,
  status: 202,
})

export const importsList = route({
  id: 'imports.list',
  method: 'GET',
  path: '/v1/imports',
  summary: 'List imports, newest first',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(importJob),
})

export const importsGet = route({
  id: 'imports.get',
  method: 'GET',
  path: '/v1/imports/{import}',
  summary: 'How far an import is and what it did',
  scope: 'contacts:read',
  reply: importJob,
})

export const importsRejects = route({
  id: 'imports.rejects',
  method: 'GET',
  path: '/v1/imports/{import}/rejects',
  summary: 'The rejected rows as CSV: line number, reason, original columns',
  scope: 'contacts:read',
  media: 'text/csv',
})
