import { FIELD_TYPES } from '@rollcall/filters'
import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, startedJob, text, time, undoState } from '../shapes.ts'

export const importOptions = z.strictObject({
  columnMap: z.record(z.string(), z.string()).optional().meta({ description: 'Target to header: {"email": "E-Mail"}' }),
  onConflict: z.enum(['upsert', 'skip']).default('upsert'),
  tags: z.array(text(255)).max(100).default([]),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: text(31).optional().meta({ description: 'Of a workbook; the first one unless given' }),
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
    undo: undoState,
  })
  .meta({ ref: 'Import' })

export const importsCreate = route({
  id: 'imports.create',
  method: 'POST',
  path: '/v1/imports',
  summary: 'Import a CSV of any size, or a sheet of a workbook (.xlsx): part file, and part options with JSON',
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

export const importsUndo = route({
  id: 'imports.undo',
  method: 'POST',
  path: '/v1/imports/{import}/undo',
  summary: 'Undo an import within 7 days: who it created is deleted, what it changed goes back unless changed since',
  scope: 'contacts:write',
  reply: startedJob,
  status: 202,
})

const sampleRow = z.object({
  line: z.number().int(),
  contact: z.string().meta({ description: 'The id of whom it is about, or how the row names somebody new' }),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
})

export const importsSamples = route({
  id: 'imports.samples',
  method: 'GET',
  path: '/v1/imports/{import}/samples',
  summary: 'Up to 20 rows of each outcome of a dry run, with what would change',
  scope: 'contacts:read',
  reply: z.object({
    created: z.array(sampleRow),
    updated: z.array(sampleRow),
    unchanged: z.array(sampleRow),
    rejected: z.array(z.object({ line: z.number().int(), reason: z.string(), cells: z.array(z.string()) })),
  }),
})
