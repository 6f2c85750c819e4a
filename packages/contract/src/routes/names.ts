import { z } from 'zod'
import { route } from '../route.ts'

const named = z.object({ id: z.string(), name: z.string() })

export const namesList = route({
  id: 'names.list',
  method: 'GET',
  path: '/v1/names',
  summary: 'The ids and names of all that filters mention one by one, except tags; at most 1,000 of a kind',
  scope: 'segments:read',
  reply: z.object({
    segment: z.array(named),
    campaign: z.array(named).meta({ description: 'The latest first' }),
    topic: z.array(named.extend({ default: z.enum(['opt_in', 'opt_out']) })),
    pipeline: z.array(named.extend({ stages: z.array(named) })),
  }),
})
