import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, filters, list, pageQuery, text, time } from '../shapes.ts'
import { CAMPAIGN_KINDS } from './campaign-kinds.ts'
import { plan, throttle } from './campaign-plan.ts'
import { reasons, results } from './campaign-results.ts'
import { MOST_VERSIONS, VERSIONS } from './campaign-versions.ts'
import { MESSAGE_CHANNELS } from './events.ts'
import { utm } from './utm.ts'

const part = z.strictObject({
  tags: z.array(z.string()).max(500).optional(),
  segments: z.array(z.string()).max(500).optional(),
  filters: filters.optional(),
  everyone: z.literal(true).optional(),
})

export const audience = z
  .strictObject({ include: part, exclude: part.omit({ everyone: true }).optional() })
  .meta({ ref: 'Audience', description: 'Any of what is included, and none of what is excluded: exclusion wins' })

export const headerText = (maxLength: number) => text(maxLength).regex(/^[^\r\n]*$/, 'must be one line')
const address = z.email('must be an e-mail address such as hello@example.org').max(254)

export const MOST_OTHER_VERSIONS = MOST_VERSIONS - 1

/** What version B, C or D says differently. */
export const variant = z
  .strictObject({
    subject: headerText(998).optional(),
    preheader: clearableText(500),
    fromName: clearableText(255),
    html: text(1_000_000).optional(),
    text: clearableText(1_000_000).meta({ description: 'Read from the HTML unless given, when html is given' }),
  })
  .meta({ ref: 'CampaignVariant', description: 'What a version says differently; the rest is as in the campaign' })

/** Who takes part in a test of versions, and how the winner is found. */
export const versionTest = z
  .strictObject({
    share: z.number().int().min(1).max(100).meta({
      description: 'Percent of the audience that takes part, in equal parts; 100: everybody, and nothing wins',
    }),
    decide: z
      .strictObject({
        by: z.enum(['opens', 'clicks', 'conversions', 'hand']).meta({
          description:
            'The share of people, no machines, who did it; hand: POST /v1/campaigns/{campaign}/winner. Of a text conversions or hand: nobody sees its opens and clicks',
        }),
        afterMinutes: z
          .number()
          .int()
          .min(5)
          .max(10_080)
          .optional()
          .meta({ description: 'From the last message of the test on; needed unless by hand' }),
        event: text(200).optional().meta({ description: 'The event that is a conversion' }),
      })
      .refine(({ by, afterMinutes }) => (by === 'hand') !== (afterMinutes !== undefined), {
        error: 'must be given, unless the winner is chosen by hand',
        path: ['afterMinutes'],
      })
      .refine(({ by, event }) => (by === 'conversions') === (event !== undefined), {
        error: 'must be given for conversions, and only for them',
        path: ['event'],
      })
      .optional()
      .meta({ description: 'How the version is found that everyone else gets; needed while share is below 100' }),
  })
  .refine(({ share, decide }) => share < 100 === (decide !== undefined), {
    error: 'must be given when share is below 100, and only then: somebody has to wait for the winner',
    path: ['decide'],
  })
  .meta({ ref: 'CampaignTest' })

/** What carries a message; e-mail unless said. */
export const channel = z.enum(MESSAGE_CHANNELS).meta({
  description: 'What carries it: email, or a channel on which it is a text alone',
})

/** What it is about, as a request says it. */
export const topicName = z.string().max(200).nullish().meta({
  description:
    'What it is about: the id or name of a topic. Who does not get that is skipped; about everything unless given',
})

export const content = {
  name: text(200),
  channel: channel.optional(),
  subject: headerText(998).optional().meta({ description: 'Needed for email' }),
  preheader: clearableText(500),
  from: address.optional().meta({ description: 'Needed for email; on other channels the provider has the sender' }),
  fromName: clearableText(255),
  replyTo: address.nullish(),
  html: text(1_000_000).optional().meta({ description: 'Needed for email, unless there is mjml' }),
  text: clearableText(1_000_000).meta({ description: 'On other channels than email this is the message' }),
  mjml: clearableText(1_000_000).meta({
    description: 'In place of html, where the package mjml is installed: compiled when it is saved',
  }),
  audience,
  plan: plan.optional(),
  tracking: z
    .strictObject({ opens: z.boolean().optional(), clicks: z.boolean().optional() })
    .optional()
    .meta({ description: 'Whether opens and clicks are noticed; both unless said, where the project allows it' }),
  utm: utm.nullish().meta({ description: 'What the links get that do not have it' }),
  provider: z
    .string()
    .max(100)
    .nullish()
    .meta({ description: 'What it is sent through: an id or a kind of /v1/providers; the default unless given' }),
  topic: topicName,
  tagRecipients: z
    .array(z.string())
    .max(20)
    .optional()
    .meta({ description: 'Names of tags, made when they are new: whoever was sent the campaign gets them' }),
  template: z.string().max(100).optional().meta({
    description: 'The id of the template that it began with, so that the template knows; nothing is copied from it',
  }),
  variants: z
    .array(variant)
    .max(MOST_OTHER_VERSIONS)
    .optional()
    .meta({ description: 'Versions B, C and D, tried against the campaign itself, which is version A; with test' }),
  test: versionTest.nullish().meta({ description: 'How the versions are tried against each other; with variants' }),
}

const tracking = z.object({ opens: z.boolean(), clicks: z.boolean() })

export const CAMPAIGN_STATUSES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed'] as const

export const campaign = z
  .object({
    id: z.string(),
    kind: z.enum(CAMPAIGN_KINDS).meta({ description: 'batch, single: of POST /v1/sending' }),
    transactional: z.boolean(),
    channel,
    name: z.string(),
    subject: z.string(),
    preheader: z.string().nullable(),
    from: z.string(),
    fromName: z.string().nullable(),
    replyTo: z.string().nullable(),
    html: z.string(),
    text: z.string().nullable(),
    mjml: z.string().nullable(),
    audience,
    plan,
    tracking,
    utm: utm.nullable(),
    provider: z.string().nullable().meta({ description: 'null: the default, whichever that is when it is sent' }),
    topic: z.string().nullable().meta({ description: 'What it is about; null: about everything' }),
    tagRecipients: z.array(z.string()),
    variants: z.array(
      z.object({
        subject: z.string().optional(),
        preheader: z.string().nullish(),
        fromName: z.string().nullish(),
        html: z.string().optional(),
        text: z.string().nullish(),
      }),
    ),
    test: versionTest.nullable(),
    winner: z.enum(VERSIONS).nullable().meta({ description: 'The version that won the test' }),
    status: z.enum(CAMPAIGN_STATUSES),
    error: z.string().nullable(),
    throttle,
    schedule: z
      .object({
        at: z.string().meta({ description: 'The time on the wall, 2026-12-01T09:00:00' }),
        timezone: z.string().meta({ description: "recipient: each person's own" }),
        fallback: z.string().meta({ description: 'The zone of people who have none' }),
      })
      .nullable(),
    frozen: z
      .object({
        people: z.number().int(),
        at: time,
        atSchedule: z.boolean().meta({ description: 'true: chosen when it was scheduled; who leaves later gets it' }),
      })
      .nullable()
      .meta({ description: 'The people of the audience once they are chosen' }),
    scheduledAt: time.nullable().meta({ description: 'The first instant at which anything leaves' }),
    pausedAt: time.nullable(),
    archivedAt: time.nullable(),
    createdAt: time,
    updatedAt: time,
    launchedAt: time.nullable(),
    finishedAt: time.nullable(),
  })
  .meta({ ref: 'Campaign' })

export const campaignsList = route({
  id: 'campaigns.list',
  method: 'GET',
  path: '/v1/campaigns',
  summary: 'List campaigns, newest first',
  scope: 'campaigns:read',
  query: pageQuery.extend({
    q: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'A part of the name, of the subject, or of what a text says' }),
    status: z.enum(CAMPAIGN_STATUSES).optional(),
    archived: z.stringbool().default(false).meta({ description: 'true lists those that were put away' }),
    kind: z.enum(CAMPAIGN_KINDS).default('campaign').meta({ description: 'batch, single: of POST /v1/sending' }),
    carries: z.enum(['email', 'text']).optional().meta({ description: 'email, or text: any other channel' }),
  }),
  reply: list(campaign.omit({ html: true, text: true, mjml: true, variants: true }).extend({ results })),
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
  summary:
    'Change a draft or a scheduled campaign; one that could not start becomes a draft again. Where its people are chosen already, a change of audience, channel, topic or test chooses them anew',
  scope: 'campaigns:write',
  body: z
    .strictObject(content)
    .partial()
    .extend({
      ifUpdatedAt: z.iso.datetime().optional().meta({
        description: 'The updatedAt that you have read: refused with changed_meanwhile when it is another by now',
      }),
    }),
  reply: campaign,
})

export const campaignsDelete = route({
  id: 'campaigns.delete',
  method: 'DELETE',
  path: '/v1/campaigns/{campaign}',
  summary: 'Delete a campaign of which nothing was sent',
  scope: 'campaigns:write',
  status: 204,
})

const waterfall = z.object({
  members: z.number().int(),
  reachable: z.number().int(),
  willBeSent: z.number().int(),
  skipped: reasons,
  sentence: z.string(),
  test: z
    .object({
      inTest: z.number().int().meta({ description: 'About so many of those who get it take part' }),
      eachVersion: z.number().int(),
      waiting: z.number().int().meta({ description: 'And so many wait for the winner' }),
    })
    .nullable(),
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
  body: z.strictObject({
    audience,
    channel: channel.optional(),
    topic: topicName,
    test: z
      .strictObject({ share: z.number().int().min(1).max(100), versions: z.number().int().min(2).max(MOST_VERSIONS) })
      .optional(),
  }),
  reply: waterfall,
})

export const campaignsLaunch = route({
  id: 'campaigns.launch',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/launch',
  summary: 'Freeze the audience as it is now and send at once, also what was scheduled for later',
  scope: 'campaigns:send',
  reply: campaign,
  status: 202,
})

export const campaignsSchedule = route({
  id: 'campaigns.schedule',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/schedule',
  summary: 'Launch later: at an instant, or at a time on the wall of a zone or of each person',
  scope: 'campaigns:send',
  body: z.strictObject({
    at: z
      .string()
      .max(40)
      .meta({ description: '2026-12-01T09:00 on the wall of timezone, or an instant with its offset' }),
    timezone: z.string().max(100).optional().meta({
      description:
        "An IANA name, or recipient: each person's own, and whoever's has passed already gets it as soon as it begins; the project's unless given",
    }),
    audience: z.enum(['at_send', 'now']).default('at_send').meta({ description: 'When the people are chosen' }),
  }),
  reply: campaign,
})

export const campaignsPause = route({
  id: 'campaigns.pause',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/pause',
  summary: 'Stop for now: nothing new leaves, everyone keeps their place',
  scope: 'campaigns:send',
  reply: campaign,
})

export const campaignsResume = route({
  id: 'campaigns.resume',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/resume',
  summary: 'Go on where it was paused',
  scope: 'campaigns:send',
  reply: campaign,
})

export const campaignsCancel = route({
  id: 'campaigns.cancel',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/cancel',
  summary: 'Stop for good; a scheduled campaign becomes a draft again',
  scope: 'campaigns:send',
  reply: campaign,
})

export const campaignsArchive = route({
  id: 'campaigns.archive',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/archive',
  summary: 'Put a campaign away that nothing leaves of; `archived: false` takes it back',
  scope: 'campaigns:write',
  body: z.strictObject({ archived: z.boolean().default(true) }),
  reply: campaign,
})

export const campaignsDuplicate = route({
  id: 'campaigns.duplicate',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/duplicate',
  summary: 'A new draft with the same content, audience and plan',
  scope: 'campaigns:write',
  body: z.strictObject({ name: text(200).optional() }),
  reply: campaign,
  status: 201,
})
