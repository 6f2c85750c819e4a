import { z } from 'zod'
import { route } from '../route.ts'

export const livez = route({
  id: 'system.livez',
  method: 'GET',
  path: '/livez',
  summary: 'Whether the process runs',
  scope: 'public',
  reply: z.object({ status: z.literal('ok') }),
})

export const readyz = route({
  id: 'system.readyz',
  method: 'GET',
  path: '/readyz',
  summary: 'Whether database, migrations and index are ready; 503 while not',
  scope: 'public',
  reply: z.object({
    status: z.enum(['ok', 'waiting']),
    checks: z.record(z.string(), z.enum(['ok', 'waiting', 'failed'])),
  }),
})

export const version = route({
  id: 'system.version',
  method: 'GET',
  path: '/version',
  summary: 'Which Rollcall this is',
  scope: 'public',
  reply: z.object({ version: z.string(), node: z.string() }),
})

export const unsubscribePage = route({
  id: 'unsubscribe.page',
  method: 'GET',
  path: '/unsubscribe/{token}',
  summary: 'The page behind the unsubscribe link; looking at it changes nothing',
  scope: 'public',
  media: 'text/html',
})

export const unsubscribeNow = route({
  id: 'unsubscribe.now',
  method: 'POST',
  path: '/unsubscribe/{token}',
  summary: 'One-click unsubscribe (RFC 8058)',
  scope: 'public',
  media: 'text/html',
})
