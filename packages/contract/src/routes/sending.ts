import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, text, time } from '../shapes.ts'
import { headerText } from './campaigns.ts'
import { CHANNELS } from './contacts.ts'

/** To whom one call sends: one address, or everybody with a tag or in a segment; audience is another word for segment. */
const RECIPIENT_TYPES = ['email', 'audience', 'segment', 'tag'] as const

/** What a text that is sent to one person takes. */
const textSending = z
  .strictObject({
    channel: z.enum(CHANNELS).default('sms').meta({ description: 'What carries it' }),
    to: text(254)
      .optional()
      .meta({ description: 'An address on the channel; on sms a number such as +15005550006. Or give contact' }),
    contact: text(255).optional().meta({ description: 'The id, e-mail or externalId of whom it is for. Or give to' }),
    text: text(1_000_000).meta({ description: 'Liquid' }),
    variables: z.record(z.string(), z.unknown()).optional().meta({
      description: 'What the text sees besides contact and project: {{ code }}',
    }),
    providerType: text(100).optional().meta({
      description: "What it is sent through: a kind or an id of /v1/providers; the channel's default unless given",
    }),
    transactional: z.boolean().default(true).meta({
      description:
        'true reaches people who said nothing about the channel, false only those who said yes. Nothing reaches whoever said no',
    }),
    expiresAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'Whoever has not got it by then gets it no more (skipped, expired): a code' }),
  })
  .refine(({ to, contact }) => (to === undefined) !== (contact === undefined), {
    error: 'must be given, or contact: one of them alone',
    path: ['to'],
  })
  .meta({ ref: 'TextSending' })

/** How a sending stands. */
const SENDING_STATUSES = ['queued', 'processing', 'completed', 'failed', 'partial', 'throttled'] as const

const address = z.email('must be an e-mail address such as hello@example.org').max(254)
const fileType = /^[\w.+-]+\/[\w.+-]+$/

const attachment = z
  .strictObject({
    filename: text(200).regex(/^[^/\\\p{Cc}]+$/u, 'must be a name without / and \\, on one line'),
    content: z.string().max(14_000_000).meta({ description: 'The file in base64' }),
    contentType: z
      .string()
      .max(200)
      .regex(fileType, 'must be a type such as application/pdf')
      .default('application/octet-stream'),
  })
  .meta({ ref: 'SendingAttachment' })

const sending = z
  .strictObject({
    recipientType: z.enum(RECIPIENT_TYPES),
    recipientId: text(200)
      .optional()
      .meta({ description: 'The id or the exact name of the tag or segment; needed unless recipientType is email' }),
    recipientEmail: address.optional().meta({ description: 'Needed when recipientType is email' }),
    from: address.meta({ description: 'Its domain has to be verified as soon as mail leaves this machine' }),
    fromName: clearableText(255),
    replyTo: address.nullish(),
    bcc: z.array(address).max(50).optional(),
    subject: headerText(998).meta({ description: 'Liquid' }),
    template: text(1_000_000).meta({ description: 'HTML with Liquid' }),
    variables: z.record(z.string(), z.unknown()).optional().meta({
      description: 'What the template sees besides contact, project and unsubscribe_url: {{ orderNumber }}',
    }),
    providerType: text(100).optional().meta({
      description:
        "What it is sent through: a kind (migma is the built-in sending) or an id of /v1/providers; the project's default unless given",
    }),
    projectId: text(100).optional().meta({ description: "The key's own project; may be left away" }),
    transactional: z.boolean().optional().meta({
      description:
        'true reaches people who unsubscribed; true for one address and false for a batch unless given. Nothing reaches whoever bounced, complained or is blocked',
    }),
    expiresAt: z.iso.datetime({ offset: true }).optional().meta({
      description:
        'Whoever has not got it by then gets it no more (skipped, expired): a code, an invitation for tonight',
    }),
    attachments: z.array(attachment).max(20).optional().meta({ description: 'At most 10 MB together' }),
  })
  .meta({ ref: 'Sending' })

const answer = z
  .object({
    id: z
      .string()
      .meta({ description: 'A campaign of the kind single or batch: its results and deliveries can be read' }),
    provider: z.string().meta({ description: 'The kind of what it is sent through' }),
    status: z
      .enum(['queued', 'skipped'])
      .meta({ description: 'skipped: the person must not get it; message says why' }),
    sentCount: z.number().int().optional().meta({ description: '0 when it was skipped' }),
    sendId: z.string().optional().meta({ description: 'Of one message: its delivery' }),
    batchId: z.string().optional().meta({ description: 'Of a batch: for GET /v1/sending/batches/{batch}' }),
    message: z.string().optional(),
    warnings: z.array(z.string()).optional(),
  })
  .meta({ ref: 'SendingAccepted' })

const count = z.number().int()

export const sendingSend = route({
  id: 'sending.send',
  method: 'POST',
  path: '/v1/sending',
  summary: 'Send to one address, or to everybody with a tag or in a segment; answers when it is kept and queued',
  scope: 'campaigns:send',
  body: sending,
  reply: answer,
  status: 202,
})

export const sendingSendText = route({
  id: 'sending.sendText',
  method: 'POST',
  path: '/v1/sending/texts',
  summary: 'Send a text to one person, on sms or another channel; answers when it is kept and queued',
  scope: 'campaigns:send',
  body: textSending,
  reply: answer,
  status: 202,
})

export const sendingGetBatchStatus = route({
  id: 'sending.getBatchStatus',
  method: 'GET',
  path: '/v1/sending/batches/{batch}',
  summary: 'How far a batch, or a single message, is',
  scope: 'campaigns:read',
  reply: z
    .object({
      id: z.string(),
      status: z.enum(SENDING_STATUSES).meta({
        description: 'partial: some failed; failed: nobody got it; throttled: something holds it up, see throttle',
      }),
      transactional: z.boolean(),
      total: count,
      queued: count.meta({ description: 'Not sent yet, and those on their way' }),
      sent: count,
      failed: count.meta({ description: 'Uncertain and cancelled ones are among them' }),
      skipped: count.meta({ description: 'Must not get it: unsubscribed, bounced, suppressed, …' }),
      createdAt: time,
      finishedAt: time.nullable(),
      throttle: z
        .object({
          throttledAt: time.meta({ description: 'Since when' }),
          expiresAt: time.nullable().meta({ description: 'When the last one leaves at this pace; null: not known' }),
          resumeCount: count.meta({ description: 'How many messages went on their way since then' }),
          reason: z.string(),
          remainingCount: count,
          resumeMessage: z.string(),
        })
        .nullable(),
    })
    .meta({ ref: 'SendingBatch' }),
})
