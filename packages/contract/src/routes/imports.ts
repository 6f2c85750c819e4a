import { FIELD_TYPES } from '@rollcall/filters'
import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, startedJob, text, time, undoState } from '../shapes.ts'
import { proof } from './contacts.ts'

const CSV_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export const CONFLICT_POLICIES = ['overwrite', 'fill', 'keep', 'append'] as const
export const DAY_ORDERS = ['day-first', 'month-first'] as const

export const importOptions = z.strictObject({
  columnMap: z.record(z.string(), z.string()).optional().meta({ description: 'Target to header: {"email": "E-Mail"}' }),
  leaveOut: z.array(z.string()).max(16_384).optional().meta({ description: 'Headers of columns that go nowhere' }),
  onConflict: z.enum(['upsert', 'skip']).default('upsert'),
  policies: z.record(z.string(), z.enum(CONFLICT_POLICIES)).optional().meta({
    description:
      'By target, for people who are there: overwrite (as without one), fill what is blank, keep what is there, or append to tags and lists',
  }),
  tags: z.array(text(255)).max(100).default([]),
  segments: z
    .array(text(255))
    .max(20)
    .optional()
    .meta({ description: 'Static segments, by id or exact name, that everybody in the file goes into' }),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(CSV_ENCODINGS).optional().meta({ description: 'Found in the file unless given' }),
  sheet: text(31).optional().meta({ description: 'Of a workbook; the first one unless given' }),
  hasHeader: z.boolean().optional().meta({
    description:
      'Whether the first row names the columns, which are Column 1, Column 2, … otherwise; found in the file unless given',
  }),
  fieldTypes: z.record(z.string(), z.enum(FIELD_TYPES)).optional(),
  dayOrder: z
    .record(z.string(), z.enum(DAY_ORDERS))
    .optional()
    .meta({ description: 'Header to how its dates are written: 31/12/2026 is day-first. ISO dates need none' }),
  status: z.enum(['subscribed', 'non-subscribed', 'unsubscribed']).default('subscribed'),
  proof: proof.optional().meta({ description: 'Where and how these people agreed; kept with their consent' }),
  blanks: z
    .enum(['leave', 'clear'])
    .default('leave')
    .meta({ description: 'What an empty cell does to a present value' }),
  dryRun: z.boolean().default(false),
})

export const importJob = z
  .object({
    id: z.string(),
    status: z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']),
    waitingFor: z
      .object({ fileName: z.string().nullable().meta({ description: 'null: it belongs to another project' }) })
      .nullable()
      .meta({ description: 'The import that runs before it, while it waits' }),
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
    options: importOptions,
    fileKept: z.boolean().meta({ description: 'A dry run keeps its file for a day, to be imported by imports.repeat' }),
    made: z
      .object({ fields: z.array(z.string()), tags: z.array(z.string()) })
      .meta({ description: 'The names of the fields and tags that it made and that are still there' }),
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

const rejectedRow = z.object({ line: z.number().int(), reason: z.string(), cells: z.array(z.string()) })

export const importsRejectedRows = route({
  id: 'imports.rejectedRows',
  method: 'GET',
  path: '/v1/imports/{import}/rejected-rows',
  summary: 'The rejected rows in the order of the file, to be looked at and mended',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(rejectedRow),
})

const columnProblem = z.object({ line: z.number().int(), cell: z.string(), detail: z.string() })

const previewColumn = z.object({
  header: z.string(),
  target: z.string().nullable(),
  type: z.string().nullable(),
  isNewField: z.boolean(),
  confidence: z.enum(['given', 'sure', 'likely', 'none']).meta({
    description:
      'sure: the header says so; likely: it is much like a field, or its values show it; none: it becomes a new field',
  }),
  samples: z.array(z.string()),
  filled: z.number().int().meta({ description: 'Cells with something in them, of the rows read' }),
  dates: z
    .enum([...DAY_ORDERS, 'either'])
    .nullable()
    .meta({ description: 'Looks like dates that are not ISO' }),
  problemCount: z.number().int(),
  problems: z.array(columnProblem).meta({ description: 'The first ones, in the rows that were looked at' }),
})

const importPreview = z.object({
  problem: z.string().nullable().meta({ description: 'Why an import of it would fail as a whole' }),
  encoding: z.enum(CSV_ENCODINGS),
  delimiter: z.string(),
  hasHeader: z.boolean(),
  sheets: z.array(z.string()).meta({ description: 'Of a workbook' }),
  rowsRead: z.number().int(),
  rows: z.array(z.array(z.string())).meta({ description: 'The first ones' }),
  odd: z.array(z.string()).meta({ description: 'Cells with letters beyond ASCII, to see that they are read right' }),
  columns: z.array(previewColumn),
})

const importPreviewOptions = importOptions.extend({
  isCut: z.boolean().default(false).meta({ description: 'What is sent is only the beginning of the file' }),
})

export const importsPreview = route({
  id: 'imports.preview',
  method: 'POST',
  path: '/v1/imports/preview',
  summary: 'How a file would be read: the beginning of a CSV (64 KB will do) or a whole workbook; nothing is kept',
  scope: 'contacts:write',
  upload: true,
  body: importPreviewOptions,
  reply: importPreview,
})

export const importsPreviewKept = route({
  id: 'imports.previewKept',
  method: 'POST',
  path: '/v1/imports/{import}/preview',
  summary: 'How the file that a dry run kept would be read with other options',
  scope: 'contacts:write',
  body: importOptions,
  reply: importPreview,
})

export const importsRepeat = route({
  id: 'imports.repeat',
  method: 'POST',
  path: '/v1/imports/{import}/repeat',
  summary: 'Import the file of a dry run, or try it with other options, without uploading it again',
  scope: 'contacts:write',
  body: importOptions,
  reply: importJob,
  status: 202,
})

export const importsCancel = route({
  id: 'imports.cancel',
  method: 'POST',
  path: '/v1/imports/{import}/cancel',
  summary: 'Stop an import after the rows that are being written; what it did so far stays, and can be undone',
  scope: 'contacts:write',
  reply: importJob,
})

export const importsPeople = route({
  id: 'imports.people',
  method: 'GET',
  path: '/v1/imports/{import}/people',
  summary: 'Whom an import created or updated, in the order of the file, while it can be undone; nobody afterwards',
  scope: 'contacts:read',
  query: pageQuery.extend({ outcome: z.enum(['created', 'updated']).default('created') }),
  reply: list(z.object({ id: z.string(), email: z.string().nullable(), name: z.string().nullable() })),
})

export const importsUndo = route({
  id: 'imports.undo',
  method: 'POST',
  path: '/v1/imports/{import}/undo',
  summary:
    'Undo an import within 7 days: who it created is deleted, what it changed goes back unless changed since; fields and tags that it made go too, unless something uses them',
  scope: 'contacts:write',
  reply: startedJob,
  status: 202,
})

const sampleRow = z.object({
  line: z.number().int(),
  contact: z.string().meta({ description: 'The id of whom it is about, or how the row names somebody new' }),
  name: z.string().nullish().meta({ description: 'What somebody who is here is called' }),
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
    rejected: z.array(rejectedRow),
    held: z
      .object({ suppressed: z.number().int(), unsubscribed: z.number().int() })
      .meta({ description: 'Rows about people who get no mail whatever the file says' }),
  }),
})
