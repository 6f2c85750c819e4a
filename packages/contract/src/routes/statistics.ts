import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'
import { CAMPAIGN_KINDS } from './campaign-kinds.ts'
import { DELIVERY_STATES, FEEDBACK, sentThrough } from './campaign-results.ts'
import { VERSIONS } from './campaign-versions.ts'
import { STATUSES } from './contacts.ts'
import { MESSAGE_CHANNELS } from './events.ts'

const count = z.number().int()

const sentCounts = {
  sent: count.meta({ description: 'Handed over, or refused because nobody has the address' }),
  delivered: count.meta({ description: 'Sent, and neither bounced nor undelivered' }),
  bounced: count,
  undelivered: count.meta({
    description: 'Taken over, and reported as not delivered since: a full mailbox, blocked, given up',
  }),
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

const logged = z.object({
  id: z.string(),
  at: time.meta({ description: 'When its state was reached' }),
  contact: z.string().nullable().meta({ description: 'null once the person was erased' }),
  email: z.string().nullable(),
  campaign: z
    .object({
      id: z.string(),
      name: z.string(),
      subject: z.string().meta({ description: 'Of what programs sent: empty once its texts were forgotten' }),
      from: z.string(),
      channel: z.enum(MESSAGE_CHANNELS),
      kind: z.enum(CAMPAIGN_KINDS),
      transactional: z.boolean(),
    })
    .meta({ description: 'batch, single: what a call of POST /v1/sending sent' }),
  state: z.enum(DELIVERY_STATES),
  reason: z.string().nullable(),
  reasonDetail: z.string().nullable().meta({ description: 'The reason in words, as the end of "they …"' }),
  response: z.string().nullable(),
  messageId: z.string().nullable(),
  provider: sentThrough,
})

export const deliveriesList = route({
  id: 'deliveries.list',
  method: 'GET',
  path: '/v1/deliveries',
  summary:
    'Every message that left, failed, was put off or left out, newest first. One answer looks through some ten thousand of them: it may hold few or none while next_cursor leads to more',
  scope: 'campaigns:read',
  query: pageQuery.extend({
    q: z.string().max(320).optional().meta({
      description:
        'A whole address finds all messages of its contact, a Message-ID or an id its message; else a part of an address or subject',
    }),
    subject: z.string().max(998).optional().meta({ description: 'A part of the subject' }),
    campaign: z.string().max(60).optional(),
    kind: z.enum(CAMPAIGN_KINDS).optional(),
    provider: z.string().max(60).optional().meta({ description: 'Its id: what left through it, or is to' }),
    state: z.enum(LOGGED_STATES).optional(),
    reason: z.string().max(100).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
  }),
  reply: list(logged).extend({
    looked: z
      .object({
        backTo: time.meta({ description: 'All messages from there on were looked through' }),
        oldest: time.meta({ description: 'Of all messages from `from` on' }),
      })
      .nullable()
      .meta({ description: 'How far back this answer looked; null: through all there are' }),
  }),
})

export const deliveriesGet = route({
  id: 'deliveries.get',
  method: 'GET',
  path: '/v1/deliveries/{delivery}',
  summary:
    'Everything that is known of one message: each attempt with the answer of the mail server, and what followed',
  scope: 'campaigns:read',
  reply: logged
    .extend({
      attempts: count.meta({ description: 'How often it was handed over' }),
      nextAttemptAt: time.nullable(),
      earlier: z
        .array(z.object({ at: time, response: z.string() }))
        .meta({ description: 'Attempts that the mail server put off before, in order' }),
      deliveredAt: time.nullable().meta({ description: 'When the mailbox took it, where the service reports that' }),
      feedback: z.enum(FEEDBACK).nullable().meta({ description: 'The gravest that was heard after it was sent' }),
      feedbackNote: z.string().nullable().meta({ description: 'In the words of the service' }),
      version: z.enum(VERSIONS).nullable().meta({ description: 'Of a campaign with several: the one they get' }),
      createdBy: z.string().meta({ description: 'Who made the campaign or the call' }),
      createdByName: z.string().nullable(),
      events: z
        .array(z.object({ at: time, name: z.string(), machine: z.boolean(), link: z.string().nullable() }))
        .meta({ description: 'The first hundred things that were heard of it' }),
    })
    .meta({ ref: 'Delivery' }),
})
