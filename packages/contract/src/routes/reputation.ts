import { z } from 'zod'
import { route } from '../route.ts'
import { text, time } from '../shapes.ts'

const count = z.number().int()
const share = z.number().nullable().meta({ description: 'Between 0 and 1; null when nothing was sent' })
const level = z
  .enum(['ok', 'warning', 'stop', 'unknown'])
  .meta({ description: 'unknown: too little was sent to say anything. stop: no campaign is launched' })

const window = z.object({
  days: z.union([z.literal(1), z.literal(7), z.literal(30), z.literal(90)]),
  sent: count.meta({ description: 'Handed over, or refused because nobody has the address' }),
  delivered: count.meta({ description: 'Of those, what did not bounce' }),
  bounced: count.meta({ description: 'Nobody has the address' }),
  complained: count.meta({ description: 'Reported as spam' }),
  bounceRate: share.meta({ description: 'Of what was sent' }),
  complaintRate: share.meta({ description: 'Of what was delivered' }),
})

const gauge = z.object({ level, judgedDays: z.number().int().nullable(), windows: z.array(window) })

export const reputation = gauge
  .extend({
    sentence: z.string(),
    limits: z.object({
      bounceRate: z.object({ warning: z.number(), stop: z.number() }),
      complaintRate: z.object({ warning: z.number(), stop: z.number() }),
      minimum: count.meta({ description: 'Fewer messages say nothing yet' }),
    }),
    override: z
      .object({
        until: time,
        reason: z.string(),
        by: z.string().nullable().meta({ description: 'Who said so; null where that was not noted down yet' }),
        byName: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'While there is one, campaigns may be launched although the level is, or becomes, stop' }),
    domains: z.array(gauge.extend({ domain: z.string() })).meta({ description: 'By the domain of the sender' }),
    providers: z
      .array(gauge.extend({ provider: z.string() }))
      .meta({ description: 'By what it was sent through; the default, where a campaign names none' }),
  })
  .meta({ ref: 'Reputation' })

export const reputationGet = route({
  id: 'reputation.get',
  method: 'GET',
  path: '/v1/reputation',
  summary: 'How much of what was sent bounced or was reported as spam in the last 1, 7, 30 and 90 days, against limits',
  scope: 'campaigns:read',
  reply: reputation,
})

export const reputationOverride = route({
  id: 'reputation.override',
  method: 'POST',
  path: '/v1/reputation/override',
  summary: 'Let campaigns be launched for so many hours although the level is stop; the audit log keeps the reason',
  scope: '*',
  body: z.strictObject({ reason: text(500), hours: z.number().int().min(1).max(168).default(24) }),
  reply: reputation,
})

export const reputationEndOverride = route({
  id: 'reputation.endOverride',
  method: 'DELETE',
  path: '/v1/reputation/override',
  summary: 'Take that back',
  scope: '*',
  status: 204,
})
