import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'

const summary = z.object({
  id: z.string(),
  receivedAt: time,
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
})

export const catcherList = route({
  id: 'catcher.list',
  method: 'GET',
  path: '/v1/catcher',
  summary: 'Mail that the built-in catcher received, newest first',
  scope: 'campaigns:read',
  query: pageQuery.extend({ q: z.string().max(200).optional() }),
  reply: list(summary).extend({ total: z.number().int() }),
})

export const catcherGet = route({
  id: 'catcher.get',
  method: 'GET',
  path: '/v1/catcher/{message}',
  summary: 'One caught message',
  scope: 'campaigns:read',
  reply: summary.extend({
    html: z.string().nullable(),
    text: z.string().nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
})

export const catcherRaw = route({
  id: 'catcher.raw',
  method: 'GET',
  path: '/v1/catcher/{message}/raw',
  summary: 'One caught message as it came over the wire',
  scope: 'campaigns:read',
  media: 'message/rfc822',
})

export const catcherClear = route({
  id: 'catcher.clear',
  method: 'DELETE',
  path: '/v1/catcher',
  summary: 'Empty the catcher',
  scope: 'campaigns:write',
  status: 204,
})
