import { z } from 'zod'
import { route } from '../route.ts'

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
  summary: 'What this project is busy with: the index, imports, bulk actions, campaigns that are going out',
  scope: 'project:read',
  reply: z.object({
    version: z.string(),
    index: z.enum(['ready', 'loading']),
    imports: z.array(work).meta({ description: 'In bytes of their files' }),
    jobs: z.array(work).meta({ description: 'In people; their name is the action' }),
    campaigns: z.array(work).meta({ description: 'In people' }),
  }),
})
