import { z } from 'zod'
import { route } from '../route.ts'
import { time } from '../shapes.ts'

const work = z.object({
  id: z.string(),
  name: z.string(),
  done: z.number().int(),
  total: z.number().int().nullable().meta({ description: 'null until it is known' }),
})

export const systemStatus = route({
  id: 'system.status',
  method: 'GET',
  path: '/v1/status',
  query: z.object({
    details: z
      .stringbool()
      .default(false)
      .meta({ description: 'With the size of the database, and the last report of a provider' }),
  }),
  summary:
    'What this project is busy with: the index, imports, bulk actions, campaigns that are going out; room on the disk',
  scope: 'project:read',
  reply: z.object({
    version: z.string(),
    index: z.enum(['ready', 'loading']),
    imports: z.array(work).meta({ description: 'In bytes of their files' }),
    jobs: z.array(work).meta({ description: 'In people; their name is the action' }),
    campaigns: z.array(work).meta({ description: 'In people' }),
    stopped: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          status: z.enum(['paused', 'failed']),
          reason: z.string(),
        }),
      )
      .meta({ description: 'Campaigns and batches that paused by themselves, or could not start in the last 7 days' }),
    queue: z.object({
      waiting: z.number().int().meta({ description: 'Messages that are still to go out, single ones, too' }),
      sentLastMinute: z.number().int(),
    }),
    disk: z
      .object({
        freeBytes: z.number().int(),
        totalBytes: z.number().int(),
        isLow: z.boolean().meta({ description: 'Less than a twentieth, or than 1 GB, is free' }),
      })
      .nullable()
      .meta({ description: 'Where the data directory is; null when it cannot be asked' }),
    database: z.object({ sizeBytes: z.number().int(), version: z.string() }).optional(),
    lastReportAt: time
      .nullable()
      .optional()
      .meta({ description: 'When a provider last reported what became of messages' }),
  }),
})
