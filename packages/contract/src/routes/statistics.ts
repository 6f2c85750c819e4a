import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'
import { DELIVERY_STATES } from './campaign-results.ts'
import { STATUSES } from './contacts.ts'

const count = z.number().int()

const sentCounts = {
  sent: count.meta({ description: 'Handed over, or refused because nobody has the address' }),
  delivered: count,
  bounced: count,
  complained: count,
  opens: count.meta({ description: 'By people; once for each time' }),
  clicks: count.meta({ description: 'By people; once for each time' }),
  unsubscribed: count.meta({ description: 'Through a link in a message' }),
}

const sending = z.object({
  ...sentCounts,
  periods: z.array(z.object({ from: time, day: z.string(), ...sentCounts })),
})

export const statisticsGet = route({
  id: 'statistics.get',
  method: 'GET',
  path: '/v1/statistics',
  summary:
    'How the list grew, who is on it, and what became of messages, by day, week or month in the zone of the project',
  scope: 'campaigns:read',
  query: z.object({
    days: z.enum(['7', '30', '90', '365']).default('30').transform(Number),
    by: z.enum(['day', 'week', 'month']).default('day').meta({ description: 'Weeks begin on Mondays' }),
  }),
  reply: z
    .object({
      timezone: z.string(),
      from: time,
      until: time,
      contacts: z.object({ total: count, byStatus: z.record(z.enum(STATUSES), count), suppressed: count }),
      growth: z.object({
        created: count,
        unsubscribed: count,
        deleted: count,
        net: count.meta({ description: 'created less deleted' }),
        periods: z.array(
          z.object({
            from: time,
            day: z.string().meta({ description: 'On which it begins, in the zone of the project' }),
            created: count,
            unsubscribed: count.meta({ description: 'Who has not subscribed again since' }),
            deleted: count,
            net: count,
          }),
        ),
      }),
      marketing: sending,
      transactional: sending,
    })
    .meta({ ref: 'Statistics' }),
})

const LOGGED_STATES = DELIVERY_STATES.filter((state) => state !== 'queued' && state !== 'sending')

export const deliveriesList = route({
  id: 'deliveries.list',
  method: 'GET',
  path: '/v1/deliveries',
  summary: 'Messages of all campaigns that left, failed or were left out, newest first',
  scope: 'campaigns:read',
  query: pageQuery.extend({
    q: z
      .string()
      .max(254)
      .optional()
      .meta({ description: 'An address finds its contact’s messages; a part of one looks through all' }),
    subject: z.string().max(998).optional().meta({ description: 'A part of the campaign’s subject' }),
    campaign: z.string().max(60).optional(),
    provider: z.string().max(60).optional().meta({ description: 'Its id; campaigns that name none go by the default' }),
    state: z.enum(LOGGED_STATES).optional(),
    reason: z.string().max(100).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
  }),
  reply: list(
    z.object({
      id: z.string(),
      at: time,
      contact: z.string().nullable().meta({ description: 'null once the person was erased' }),
      email: z.string().nullable(),
      campaign: z.object({ id: z.string(), name: z.string(), subject: z.string(), from: z.string() }),
      state: z.enum(DELIVERY_STATES),
      reason: z.string().nullable(),
      response: z.string().nullable(),
      messageId: z.string().nullable(),
    }),
  ),
})
