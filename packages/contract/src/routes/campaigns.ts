import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, filters, list, pageQuery, text, time } from '../shapes.ts'

const part = z.strictObject({
  tags: z.array(z.string()).max(500).optional(),
  segments: z.array(z.string()).max(500).optional(),
  filters: filters.optional(),
  everyone: z.literal(true).optional(),
})

export const audience = z
  .strictObject({ include: part, exclude: part.omit({ everyone: true }).optional() })
  .meta({ ref: 'Audience', description: 'Any of what is included, and none of what is excluded: exclusion wins' })

const headerText = (maxLength: number) => text(maxLength).regex(/^[^\r\n]*$/, 'must be one line')
const address = z.email('must be an e-mail address such as hello@example.org').max(254)

const content = {
  name: text(200),
  subject: headerText(998),
  preheader: clearableText(500),
  from: address,
  fromName: clearableText(255),
  replyTo: address.nullish(),
  html: text(1_000_000),
  text: clearableText(1_000_000),
  audience,
}

export const CAMPAIGN_STATUSES = ['draft', 'sending', 'paused', 'sent', 'cancelled', 'failed'] as const

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

export const campaign = z
  .object({
    id: z.string(),
    name: z.string(),
    subject: z.string(),
    preheader: z.string().nullable(),
    from: z.string(),
    fromName: z.string().nullable(),
    replyTo: z.string().nullable(),
    html: z.string(),
    text: z.string().nullable(),
    audience,
    status: z.enum(CAMPAIGN_STATUSES),
    error: z.string().nullable(),
    createdAt: time,
    updatedAt: time,
    launchedAt: time.nullable(),
    finishedAt: time.nullable(),
  })
  .meta({ ref: 'Campaign' })

const reasons = z.array(z.object({ reason: z.string(), detail: z.string(), count: z.number().int() }))

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
    skippedReasons: reasons,
    failedReasons: reasons,
  })
  .meta({ ref: 'CampaignResults' })

export const campaignsList = route({
  id: 'campaigns.list',
  method: 'GET',
  path: '/v1/campaigns',
  summary: 'List campaigns, newest first',
  scope: 'campaigns:read',
  query: pageQuery.extend({
    q: z.string().max(200).optional().meta({ description: 'A part of the name or the subject' }),
  }),
  reply: list(campaign.omit({ html: true, text: true }).extend({ results })),
})

export const campaignsCreate = route({
  id: 'campaigns.create',
  method: 'POST',
  path: '/v1/campaigns',
  summary: 'Draft a campaign; subject, html and text are Liquid',
  scope: 'campaigns:write',
  body: z.strictObject(content),
  reply: campaign,
  status: 201,
})

export const campaignsGet = route({
  id: 'campaigns.get',
  method: 'GET',
  path: '/v1/campaigns/{campaign}',
  summary: 'One campaign',
  scope: 'campaigns:read',
  reply: campaign,
})

export const campaignsUpdate = route({
  id: 'campaigns.update',
  method: 'PATCH',
  path: '/v1/campaigns/{campaign}',
  summary: 'Change a draft',
  scope: 'campaigns:write',
  body: z.strictObject(content).partial(),
  reply: campaign,
})

export const campaignsDelete = route({
  id: 'campaigns.delete',
  method: 'DELETE',
  path: '/v1/campaigns/{campaign}',
  summary: 'Delete a draft',
  scope: 'campaigns:write',
  status: 204,
})

const waterfall = z.object({
  members: z.number().int(),
  reachable: z.number().int(),
  willBeSent: z.number().int(),
  skipped: reasons,
  sentence: z.string(),
  tookMs: z.number(),
})

export const campaignsAudience = route({
  id: 'campaigns.audience',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/audience',
  summary: 'Who would get it now: members, reachable, will be sent, each difference named',
  scope: 'campaigns:read',
  reply: waterfall,
})

export const campaignsPreviewAudience = route({
  id: 'campaigns.previewAudience',
  method: 'POST',
  path: '/v1/campaigns/audience',
  summary: 'The same for an audience that is not saved yet',
  scope: 'campaigns:read',
  body: z.strictObject({ audience }),
  reply: waterfall,
})

export const campaignsPreview = route({
  id: 'campaigns.preview',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/preview',
  summary: 'The message as one contact would get it',
  scope: 'campaigns:read',
  query: z.object({ contact: z.string().optional() }),
  reply: z.object({ subject: z.string(), html: z.string(), text: z.string(), contact: z.string().nullable() }),
})

export const campaignsLaunch = route({
  id: 'campaigns.launch',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/launch',
  summary: 'Freeze the audience as it is now and send',
  scope: 'campaigns:send',
  reply: campaign,
  status: 202,
})

export const campaignsResults = route({
  id: 'campaigns.results',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/results',
  summary: 'What became of everyone in the audience',
  scope: 'campaigns:read',
  reply: results,
})

export const campaignsDeliveries = route({
  id: 'campaigns.deliveries',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/deliveries',
  summary: 'Each person of the audience, with state and reason',
  scope: 'campaigns:read',
  query: pageQuery.extend({ state: z.enum(DELIVERY_STATES).optional() }),
  reply: list(
    z.object({
      id: z.string(),
      contact: z.string().nullable().meta({ description: 'null once the person was erased' }),
      email: z.string().nullable(),
      state: z.enum(DELIVERY_STATES),
      reason: z.string().nullable(),
      response: z.string().nullable(),
      messageId: z.string().nullable(),
      updatedAt: time,
    }),
  ),
})
