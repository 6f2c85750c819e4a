import { z } from 'zod'
import { route } from '../route.ts'
import { text } from '../shapes.ts'
import { VERSIONS } from './campaign-versions.ts'
import {
  audience,
  campaign,
  channel,
  content,
  headerText,
  MOST_OTHER_VERSIONS,
  topicName,
  variant,
} from './campaigns.ts'
import { MOST_TEST_ADDRESSES } from './test-lists.ts'

const unstored = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => !value.includes('\u0000'), 'must not contain NUL')

const version = z.enum(VERSIONS).optional().meta({ description: 'Of a campaign with several; A unless given' })

/** What is being written; anything may still be empty. */
const unsaved = {
  channel: channel.default('email'),
  subject: unstored(998).default(''),
  preheader: unstored(500).nullish(),
  html: unstored(1_000_000).default(''),
  text: unstored(1_000_000).nullish(),
  audience: audience.optional(),
  topic: topicName,
  mjml: unstored(1_000_000).nullish().meta({ description: 'In place of html' }),
  variants: z.array(variant).max(MOST_OTHER_VERSIONS).default([]).meta({ description: 'Versions B, C and D' }),
}

const place = z.object({
  part: z.enum(['subject', 'preheader', 'html', 'text']),
  line: z.number().int().nullable(),
})

export const campaignsTest = route({
  id: 'campaigns.test',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/test',
  summary: 'Send the message to some addresses to look at; nothing of it is counted or tracked',
  scope: 'campaigns:send',
  body: z.strictObject({
    to: z
      .array(text(254))
      .min(1)
      .max(MOST_TEST_ADDRESSES)
      .meta({ description: 'E-mail addresses; on sms numbers such as +15005550006, else addresses of the channel' }),
    contact: text(255)
      .optional()
      .meta({ description: 'Whom it is written for: an id, e-mail or externalId; else the first of the audience' }),
    version,
    unsaved: z
      .strictObject(content)
      .omit({ name: true, tagRecipients: true, template: true, test: true })
      .partial()
      .optional()
      .meta({ description: 'Said in place of what is saved, and not kept' }),
  }),
  reply: z.object({
    contact: z.string().nullable(),
    results: z.array(
      z.object({
        to: z.string(),
        outcome: z.enum(['accepted', 'deferred', 'rejected', 'uncertain']),
        response: z.string().meta({ description: 'What the mail server or the provider said' }),
      }),
    ),
  }),
})

/** Another one of those who would get it, whoever it may be. */
const pick = z
  .enum(['random'])
  .optional()
  .meta({ description: 'random: anybody of those who would get it, when no contact is named' })

const preview = z
  .object({
    subject: z.string(),
    inboxLine: z.string().meta({ description: 'What a mail program shows beside the subject' }),
    html: z.string(),
    text: z.string(),
    segments: z
      .object({
        encoding: z.enum(['GSM-7', 'UCS-2']),
        units: z.number().int(),
        segments: z.number().int(),
        perSegment: z.number().int(),
        odd: z.array(z.string()).meta({ description: 'The characters because of which it is not GSM-7' }),
      })
      .nullable()
      .meta({ description: 'What the text takes as SMS; null on other channels' }),
    contact: z.string().nullable(),
    previous: z.string().nullable().meta({ description: 'The contact before this one, newest first' }),
    next: z.string().nullable(),
    mergeFields: z.array(
      z.object({
        name: z.string(),
        value: z.string().nullable(),
        outcome: z.enum(['filled', 'fallback', 'empty']),
        where: place,
      }),
    ),
  })
  .meta({ ref: 'CampaignPreview' })

export const campaignsPreview = route({
  id: 'campaigns.preview',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/preview',
  summary: 'The message as one contact would get it, with who comes before and after, and what was empty for them',
  scope: 'campaigns:read',
  query: z.object({ contact: z.string().optional(), pick, version }),
  reply: preview,
})

export const campaignsPreviewUnsaved = route({
  id: 'campaigns.previewUnsaved',
  method: 'POST',
  path: '/v1/campaigns/preview',
  summary: 'The same for content that is not saved yet',
  scope: 'campaigns:read',
  body: z.strictObject({ ...unsaved, contact: text(255).optional(), pick, version }),
  reply: preview,
})

/** To whom of a campaign that was sent another try may go. */
const RESENT_TO = ['not_opened', 'failed', 'uncertain', 'cancelled'] as const

export const campaignsResend = route({
  id: 'campaigns.resend',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/resend',
  summary: 'A new draft for those who did not open this one, or did not get it',
  scope: 'campaigns:write',
  body: z.strictObject({
    to: z.enum(RESENT_TO).default('not_opened').meta({
      description:
        'not_opened: who was sent it and neither opened nor clicked it themselves. failed, uncertain, cancelled: who is so in the ledger once it is over, as a new static segment; without mailboxes that do not exist. Some of the uncertain got it',
    }),
    name: text(200).optional(),
    subject: headerText(998).optional(),
  }),
  reply: campaign,
  status: 201,
})

/** What is looked at before a campaign leaves, in the order in which it is told. */
export const CHECKS = [
  'template',
  'variables',
  'subject',
  'empty_fields',
  'unsubscribe',
  'postal_address',
  'segments',
  'text',
  'size',
  'insecure_links',
  'broken_links',
  'images',
  'audience',
  'transport',
  'sender_domain',
  'test',
  'reputation',
] as const

const checks = z
  .object({
    errors: z.number().int().meta({ description: 'A launch is refused while there are any' }),
    warnings: z.number().int(),
    checks: z.array(
      z.object({
        check: z.enum(CHECKS),
        level: z.enum(['ok', 'warning', 'error', 'unknown']),
        sentence: z.string(),
        where: place.nullable(),
      }),
    ),
    people: z.number().int().nullable().meta({ description: 'How many would get it; null while nobody is chosen' }),
    variables: z
      .array(
        z.object({
          name: z.string(),
          where: place,
          hasFallback: z.boolean().meta({ description: 'The text says what stands there when it is empty' }),
          field: z.string().nullable().meta({ description: 'The field of the contact that it shows' }),
          empty: z.number().int().nullable().meta({ description: 'For how many of these people it is empty' }),
        }),
      )
      .meta({ description: 'What the texts take from the contact; nothing while they cannot be read' }),
  })
  .meta({ ref: 'CampaignChecks' })

export const campaignsChecks = route({
  id: 'campaigns.checks',
  method: 'GET',
  path: '/v1/campaigns/{campaign}/checks',
  summary: 'What is wrong or could be better before it leaves; links are asked once, unless links is false',
  scope: 'campaigns:read',
  query: z.object({ links: z.stringbool().default(true) }),
  reply: checks,
})

export const campaignsCheckUnsaved = route({
  id: 'campaigns.checkUnsaved',
  method: 'POST',
  path: '/v1/campaigns/checks',
  summary: 'The same for content that is not saved yet',
  scope: 'campaigns:read',
  body: z.strictObject({
    ...unsaved,
    from: unstored(254).optional(),
    provider: content.provider,
    test: content.test,
    tracking: content.tracking,
    utm: content.utm,
    links: z.boolean().default(true),
  }),
  reply: checks,
})
