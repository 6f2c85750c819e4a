import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, startedJob, time, undoState } from '../shapes.ts'

const OUTCOMES = ['changed', 'unchanged', 'failed'] as const

export const job = z.object({
  id: z.string(),
  action: z.string(),
  status: z.enum(['pending', 'processing', 'completed', 'failed']),
  total: z.number().int(),
  done: z.number().int(),
  failed: z.number().int(),
  error: z.string().nullable(),
  createdAt: time,
  createdBy: z.string().meta({ description: 'Who started it: user:usr_…, key:key_…' }),
  createdByName: z.string().nullable(),
  finishedAt: time.nullable(),
  undo: undoState,
})

export const jobsList = route({
  id: 'jobs.list',
  method: 'GET',
  path: '/v1/jobs',
  summary: 'List bulk actions and what undid them, newest first',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(job),
})

export const jobsGet = route({
  id: 'jobs.get',
  method: 'GET',
  path: '/v1/jobs/{job}',
  summary: 'How far a bulk action is',
  scope: 'contacts:read',
  reply: job,
})

export const jobsResults = route({
  id: 'jobs.results',
  method: 'GET',
  path: '/v1/jobs/{job}/results',
  summary: 'What a bulk action did to each contact',
  scope: 'contacts:read',
  query: pageQuery.extend({ outcome: z.enum(OUTCOMES).optional() }),
  reply: list(
    z.object({
      contact: z.string().meta({ description: 'As the action named them' }),
      id: z.string().nullable().meta({ description: 'null: there is nobody of that name any more' }),
      name: z.string().nullable().meta({ description: 'What they are called, or their e-mail address' }),
      outcome: z.enum(OUTCOMES),
      detail: z.string().nullable(),
    }),
  ).extend({
    totals: z
      .object({ changed: z.number().int(), unchanged: z.number().int(), failed: z.number().int() })
      .nullable()
      .meta({ description: 'How many of each outcome; on the first page only' }),
  }),
})

export const jobsResultsFile = route({
  id: 'jobs.resultsFile',
  method: 'GET',
  path: '/v1/jobs/{job}/results/file',
  summary: 'The same as CSV: contact, outcome, detail',
  scope: 'contacts:read',
  media: 'text/csv',
})

export const jobsCancel = route({
  id: 'jobs.cancel',
  method: 'POST',
  path: '/v1/jobs/{job}/cancel',
  summary: 'Stop a bulk action; what it did so far stays, and can be undone',
  scope: 'contacts:write',
  reply: job,
})

export const jobsUndo = route({
  id: 'jobs.undo',
  method: 'POST',
  path: '/v1/jobs/{job}/undo',
  summary: 'Undo a bulk action within 7 days; what was changed since stays',
  scope: 'contacts:write',
  reply: startedJob,
  status: 202,
})
