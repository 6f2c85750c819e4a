import { z } from 'zod'
import { route } from '../route.ts'
import { text, time } from '../shapes.ts'

const trackingHost = z
  .object({
    host: z.string().nullable(),
    record: z
      .object({ type: z.literal('CNAME'), name: z.string(), value: z.string() })
      .nullable()
      .meta({ description: 'The DNS record to set' }),
    status: z
      .enum(['unchecked', 'ok', 'missing', 'wrong', 'unknown'])
      .meta({ description: 'At the last check; unknown: DNS gave no answer' }),
    detail: z.string().nullable().meta({ description: 'What was found, and what to do' }),
    found: z.array(z.string()).meta({ description: 'Where its aliases lead' }),
    verified: z.boolean(),
    verifiedAt: time.nullable(),
    checkedAt: time.nullable(),
    linksBeginWith: z
      .string()
      .meta({ description: 'What tracking links begin with now: the product’s address until the host is verified' }),
  })
  .meta({ ref: 'TrackingHost' })

export const trackingHostGet = route({
  id: 'trackingHost.get',
  method: 'GET',
  path: '/v1/tracking-host',
  summary: 'The host of your own that links and the pixel of your mail lead through, and how its DNS record was found',
  scope: 'project:read',
  reply: trackingHost,
})

export const trackingHostUpdate = route({
  id: 'trackingHost.update',
  method: 'PATCH',
  path: '/v1/tracking-host',
  summary: 'Choose that host, such as click.example.org; null: links begin with the product’s address again',
  scope: 'project:write',
  body: z.strictObject({ host: text(253).nullable() }),
  reply: trackingHost,
})

export const trackingHostCheck = route({
  id: 'trackingHost.check',
  method: 'POST',
  path: '/v1/tracking-host/check',
  summary: 'Look its record up now; this happens by itself every hour until it is verified, then daily',
  scope: 'project:write',
  reply: trackingHost,
})
