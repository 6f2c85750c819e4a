import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'
import { VERSIONS } from './campaign-versions.ts'
import { MESSAGE_CHANNELS } from './events.ts'

const count = z.number().int()
const rate = z.number().nullable()

/** What can become of one message to one person. */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'sent',
  'deferred',
  'failed',
  'skipped',
  'uncertain',
  'cancelled',
] as const

/** What can be heard of a message that did not simply arrive, the gravest last. */
export const FEEDBACK = ['delayed', 'undelivered', 'bounced', 'complained'] as const

/** What can be heard of a message besides what its reader did; `machine_…`: by a program, not by the person. */
export const HEARD = [
  ...(['bounced', 'undelivered', 'unsubscribed', 'complained', 'replied'] as const),
  ...(['machine_opened', 'machine_clicked'] as const),
] as const

/** What a message left through. */
export const sentThrough = z.object({ id: z.string(), name: z.string() }).nullable().meta({
  description: 'The provider that it was handed over to, or would be now while it was not; null: it was removed since',
})

const byPeople = z.object({ people: count, total: count })
const people = byPeople.extend({ machine: byPeople.meta({ description: 'By programs; not among the others' }) })

export const reasons = z.array(z.object({ reason: z.string(), detail: z.string(), count: z.number().int() }))

export const results = z
  .object({
    members: z.number().int().meta({ description: 'People in the audience, frozen at launch' }),
    queued: z.number().int(),
    sending: z.number().int(),
    sent: z.number().int(),
    deferred: z.number().int(),
    failed: z.number().int(),
    skipped: z.number().int(),
    uncertain: z.number().int(),
    cancelled: z.number().int(),
    queuedReasons: reasons.meta({ description: 'Of those queued: who waits for more than their turn' }),
    skippedReasons: reasons,
    failedReasons: reasons,
    opened: people.meta({ description: 'Only where opens are tracked; an open with pictures off is not seen' }),
    clicked: people,
    delivered: count.meta({ description: 'Sent, and not come back since' }),
    undelivered: count.meta({
      description: 'Sent, and reported as not delivered since: a full mailbox, blocked, given up',
    }),
    bounced: count.meta({ description: 'People whose mailbox does not exist, at once or later' }),
    unsubscribed: count,
    complained: count,
    replied: count.meta({ description: 'People who wrote back, where that is heard' }),
    rates: z
      .object({
        delivered: rate.meta({ description: 'Of everybody whom it was handed over for' }),
        opened: rate.meta({ description: 'People who opened, of those it was delivered to' }),
        clicked: rate.meta({ description: 'People who clicked, of those it was delivered to' }),
        clickToOpen: rate.meta({ description: 'People who clicked, of those who opened' }),
        bounced: rate.meta({ description: 'Of everybody whom it was handed over for' }),
        unsubscribed: rate.meta({ description: 'Of those it was delivered to' }),
        complained: rate.meta({ description: 'Of those it was delivered to' }),
      })
      .meta({ description: 'Shares from 0 to 1; null while there is nobody to take a share of' }),
  })
  .meta({ ref: 'CampaignResults' })

export const campaignsResults = route({
  id: 'campaigns.results',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results',
  summary: 'What became of everyone in the audience, and what they did with it',
  scope: 'campaigns:read',
  reply: results,
})

const version = z
  .enum(VERSIONS)
  .optional()
  .meta({ description: 'Of a campaign with several: what those did who got this one; all of them unless given' })

export const campaignsLinks = route({
  id: 'campaigns.links',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/links',
  summary: 'Each link of the message with its clicks, in the order of the message',
  scope: 'campaigns:read',
  query: z.object({ version }),
  reply: z.object({
    data: z.array(
      z.object({
        position: count
          .nullable()
          .meta({ description: 'Its place among the links of the HTML, from 1; null: reported from elsewhere' }),
        url: z.string().nullable(),
        people: count,
        total: count,
        machine: count,
      }),
    ),
  }),
})

export const campaignsLinkMap = route({
  id: 'campaigns.linkMap',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/map',
  summary: 'The message as one person got it, untracked, each link leading to its position only',
  scope: 'campaigns:read',
  query: z.object({ version }),
  reply: z.object({
    html: z
      .string()
      .meta({ description: 'Links are rollcall-link:1, rollcall-link:2 …, as results/links counts them' }),
    contact: z
      .string()
      .nullable()
      .meta({ description: 'Whom this one was for; null: written for nobody in particular' }),
  }),
})

export const campaignsTimeline = route({
  id: 'campaigns.timeline',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/timeline',
  summary: 'Messages sent, opened and clicked by people, each hour or day',
  scope: 'campaigns:read',
  query: z.object({
    by: z.enum(['hour', 'day']).default('hour').meta({ description: "Days of the project's time zone" }),
  }),
  reply: z.object({ data: z.array(z.object({ at: time, sent: count, opened: count, clicked: count })) }),
})

const share = { sent: count, delivered: count, failed: count, deferred: count, opened: count, clicked: count }

export const campaignsDomains = route({
  id: 'campaigns.domains',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/domains',
  summary: 'Results by the domain of the address; the hundred with the most people',
  scope: 'campaigns:read',
  reply: z.object({ data: z.array(z.object({ domain: z.string(), members: count, ...share })) }),
})

export const campaignsInboxProviders = route({
  id: 'campaigns.inboxProviders',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/inbox-providers',
  summary: 'Results by who runs the mailbox, as the domain of the address tells it',
  scope: 'campaigns:read',
  reply: z.object({
    data: z.array(
      z.object({
        provider: z.string().nullable().meta({ description: 'gmail, outlook …; null: a domain of somebody’s own' }),
        members: count,
        ...share,
      }),
    ),
  }),
})

export const campaignsTags = route({
  id: 'campaigns.tags',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/tags',
  summary: 'Results by the tags that the people carry now; the hundred with the most people',
  scope: 'campaigns:read',
  reply: z.object({ data: z.array(z.object({ tag: z.string(), name: z.string(), members: count, ...share })) }),
})

export const campaignsConversions = route({
  id: 'campaigns.conversions',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results/conversions',
  summary: 'Who did something of your own after their message',
  scope: 'campaigns:read',
  query: z.object({
    event: text(200),
    withinDays: z.coerce.number().int().min(1).max(365).default(7),
    value: text(200).optional().meta({ description: 'A property of the event, to be added up' }),
  }),
  reply: z.object({
    sent: count,
    delivered: count,
    people: count,
    total: count,
    rate: rate.meta({ description: 'Of those it was delivered to' }),
    value: z
      .number()
      .nullable()
      .meta({ description: 'null unless a property is named and any event has it as a number' }),
  }),
})

export const campaignsCompare = route({
  id: 'campaigns.compare',
  method: 'GET',
  path: '/v1/campaigns/compare',
  summary: 'The results of several campaigns beside each other',
  scope: 'campaigns:read',
  query: z.object({ ids: text(2_000).meta({ description: 'Two to ten campaigns, with commas between' }) }),
  reply: z.object({
    data: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        channel: z.enum(MESSAGE_CHANNELS).meta({ description: 'On another than email nobody sees opens and clicks' }),
        subject: z.string().meta({ description: 'On another channel than email: its text' }),
        launchedAt: time.nullable(),
        results,
      }),
    ),
  }),
})

const deliveriesAsked = {
  q: z.string().max(320).optional().meta({ description: 'A part of the address' }),
  state: z.enum(DELIVERY_STATES).optional(),
  reason: z.string().max(100).optional().meta({ description: 'none: those without one' }),
  opened: z.stringbool().optional().meta({ description: 'Whether a person, no machine, opened it' }),
  clicked: z.stringbool().optional(),
  reachable: z.stringbool().optional().meta({ description: 'false: only who was skipped' }),
  delivered: z.stringbool().optional().meta({ description: 'Sent, and not come back since' }),
  heard: z.enum(HEARD).optional().meta({ description: 'Only messages of which this was heard' }),
  version: z.enum(VERSIONS).optional().meta({ description: 'Only who tries this version in the test' }),
  link: z.string().max(2_000).optional().meta({ description: 'Who clicked this address, as results/links gives it' }),
  event: text(200).optional().meta({ description: 'Only who did this of your own after their message' }),
  withinDays: z.coerce.number().int().min(1).max(365).default(7).meta({ description: 'For event' }),
}

export const campaignsDeliveries = route({
  id: 'campaigns.deliveries',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/deliveries',
  summary: 'Each person of the audience, with state, reason and what they did',
  scope: 'campaigns:read',
  query: pageQuery.extend(deliveriesAsked),
  reply: list(
    z.object({
      id: z.string(),
      contact: z.string().nullable().meta({ description: 'null once the person was erased' }),
      email: z.string().nullable(),
      state: z.enum(DELIVERY_STATES),
      reason: z.string().nullable(),
      response: z.string().nullable(),
      messageId: z.string().nullable(),
      provider: sentThrough,
      deliveredAt: time.nullable().meta({ description: 'When the mailbox took it, where the service reports that' }),
      feedback: z.enum(FEEDBACK).nullable().meta({ description: 'The gravest that was heard after it was sent' }),
      feedbackNote: z.string().nullable().meta({ description: 'In the words of the service' }),
      updatedAt: time,
      attempts: count.meta({ description: 'How often it was handed over' }),
      nextAttemptAt: time.nullable(),
      earlier: z
        .array(z.object({ at: time, response: z.string() }))
        .meta({ description: 'Attempts that the mail server put off before, in order' }),
      version: z.enum(VERSIONS).nullable().meta({ description: 'Of a campaign with several: the one they get' }),
      opens: count,
      firstOpenedAt: time.nullable(),
      clicks: count,
      firstClickedAt: time.nullable(),
    }),
  ),
})

export const campaignsExportDeliveries = route({
  id: 'campaigns.exportDeliveries',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/deliveries.csv',
  summary: 'The same as CSV, all of them',
  scope: 'campaigns:read',
  query: z.object(deliveriesAsked),
  media: 'text/csv',
})

const sharedLink = z
  .object({ id: z.string(), createdAt: time, createdBy: z.string(), expiresAt: time.nullable() })
  .meta({ ref: 'CampaignShare' })

export const campaignsListShares = route({
  id: 'campaigns.listShares',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/shares',
  summary: 'The links that show its results',
  scope: 'campaigns:read',
  reply: list(sharedLink),
})

export const campaignsShare = route({
  id: 'campaigns.share',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/shares',
  summary: 'Make a link that shows its results, without addresses, to whoever has it; its token is shown this once',
  scope: 'campaigns:write',
  body: z.strictObject({
    days: z
      .number()
      .int()
      .min(1)
      .max(3_650)
      .optional()
      .meta({ description: 'How long it works; else until it is revoked' }),
  }),
  reply: sharedLink.extend({ token: z.string(), link: z.string() }),
  status: 201,
})

export const campaignsUnshare = route({
  id: 'campaigns.unshare',
  method: 'DELETE',
  path: '/v1/campaigns/{campaign}/shares/{share}',
  summary: 'Revoke such a link at once',
  scope: 'campaigns:write',
  status: 204,
})

export const campaignsShared = route({
  id: 'campaigns.shared',
  method: 'GET',
  path: '/v1/shared/{token}',
  summary: 'What a shared link shows',
  scope: 'public',
  reply: z.object({
    name: z.string(),
    subject: z.string().meta({ description: 'On another channel than email: its text' }),
    channel: z.enum(MESSAGE_CHANNELS),
    project: z.string(),
    launchedAt: time.nullable(),
    finishedAt: time.nullable(),
    results,
  }),
})

export const campaignsSharedPage = route({
  id: 'campaigns.sharedPage',
  method: 'GET',
  path: '/shared/{token}',
  summary: 'The same as a page for people',
  scope: 'public',
  media: 'text/html',
})
