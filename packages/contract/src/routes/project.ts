import { z } from 'zod'
import { route } from '../route.ts'
import { SCOPES } from '../scopes.ts'
import { clearableText, color, list, text, time } from '../shapes.ts'
import { frequencyCap, sendingHours } from './campaign-plan.ts'
import { FORM_LANGUAGES } from './forms.ts'
import { funnelStage } from './funnel.ts'

const MOST_PER_HOUR = 100_000_000
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/
const perHour = z.number().int().min(1).max(MOST_PER_HOUR)

/** How many messages may leave in an hour, over all campaigns and all processes. */
export const sendingLimits = z
  .strictObject({
    perHour: perHour.nullable().meta({ description: 'Of all messages together; null: as fast as it goes' }),
    perDomain: z
      .array(
        z.strictObject({
          domain: z.string().trim().toLowerCase().regex(DOMAIN, 'must be a domain in ASCII, such as gmail.com'),
          perHour,
        }),
      )
      .max(100)
      .refine((limits) => new Set(limits.map(({ domain }) => domain)).size === limits.length, {
        message: 'names a domain twice',
      })
      .meta({ description: 'Of the messages to addresses at exactly this domain' }),
  })
  .meta({ ref: 'SendingLimits' })

export const project = z
  .object({
    id: z.string(),
    name: z.string(),
    timezone: z.string(),
    fromName: z.string().nullable(),
    fromEmail: z.string().nullable(),
    postalAddress: z.string().nullable(),
    defaultFunnelStage: funnelStage.nullable().meta({ description: 'Given to new contacts that come without one' }),
    tracking: z
      .object({ opens: z.boolean(), clicks: z.boolean() })
      .meta({ description: 'Whether campaigns notice opens and clicks; false holds for all of them' }),
    sendingLimits,
    branding: z
      .object({ logoUrl: z.string().nullable(), color: z.string().nullable() })
      .meta({ description: 'How the pages look that people see: preferences, confirmations, forms' }),
    preferenceCentre: z
      .object({
        pauseDays: z
          .number()
          .int()
          .nullable()
          .meta({ description: 'How long somebody is left alone who asks for a break; null: none is offered' }),
        texts: z
          .partialRecord(
            z.enum(FORM_LANGUAGES),
            z.object({ title: z.string().nullable(), text: z.string().nullable() }),
          )
          .meta({ description: 'Your words at the top of the page, by language; null: ours' }),
      })
      .meta({ description: 'What people see where they choose what they get, besides topics and branding' }),
    keepsIp: z.boolean().meta({ description: 'Whether proofs of consent keep the IP address' }),
    requireVerifiedDomain: z
      .boolean()
      .meta({ description: 'Whether mail that leaves this machine must come from a verified domain' }),
    streams: z
      .object({ marketing: z.string().nullable(), transactional: z.string().nullable() })
      .meta({ description: 'The domains that marketing and transactional mail come from; null: any' }),
    campaignDefaults: z
      .object({ frequencyCap: frequencyCap.nullable(), window: sendingHours.nullable() })
      .meta({ description: 'What the plan of a new campaign begins with in the dashboard; null: nothing' }),
    hasDemo: z.boolean().meta({ description: 'Whether demo data is there to be removed' }),
    usesCatcher: z.boolean().meta({ description: 'Whether mail goes to the built-in catcher instead of people' }),
    contactCount: z.number().int(),
    createdAt: time,
  })
  .meta({ ref: 'Project' })

export const projectGet = route({
  id: 'project.get',
  method: 'GET',
  path: '/v1/project',
  summary: 'The project of this key',
  scope: 'project:read',
  reply: project,
})

/** How pages for people look. */
export const branding = z.strictObject({
  logoUrl: z
    .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
    .max(2_000)
    .nullish(),
  color: color.nullish(),
})

/** What the preference page says and offers; languages that are left away stay. */
export const preferenceCentre = z.strictObject({
  pauseDays: z.number().int().min(2).max(365).nullish(),
  texts: z
    .partialRecord(z.enum(FORM_LANGUAGES), z.strictObject({ title: clearableText(200), text: clearableText(2_000) }))
    .optional(),
})

export const projectUpdate = route({
  id: 'project.update',
  method: 'PATCH',
  path: '/v1/project',
  summary: 'Change name, time zone, sender, branding or the stage that new contacts start in',
  scope: 'project:write',
  body: z.strictObject({
    name: text(200).optional(),
    timezone: text(64).optional(),
    fromName: clearableText(255),
    fromEmail: z.email().max(254).nullish(),
    postalAddress: clearableText(500),
    defaultFunnelStage: funnelStage.nullish(),
    tracking: z.strictObject({ opens: z.boolean().optional(), clicks: z.boolean().optional() }).optional(),
    sendingLimits: sendingLimits
      .partial()
      .optional()
      .meta({ description: 'What is left away stays; `perDomain` replaces the whole list' }),
    branding: branding.optional(),
    preferenceCentre: preferenceCentre.optional(),
    keepsIp: z.boolean().optional(),
    requireVerifiedDomain: z.boolean().optional(),
    streams: z.strictObject({ marketing: clearableText(253), transactional: clearableText(253) }).optional(),
    campaignDefaults: z
      .strictObject({ frequencyCap: frequencyCap.nullish(), window: sendingHours.nullish() })
      .optional()
      .meta({ description: 'What is left away stays' }),
  }),
  reply: project,
})

const demoCounts = z.object({ contacts: z.number().int(), segments: z.number().int(), tags: z.number().int() })

export const demoGet = route({
  id: 'demo.get',
  method: 'GET',
  path: '/v1/demo',
  summary: 'How much demo data there is',
  scope: 'project:read',
  reply: demoCounts,
})

export const demoCreate = route({
  id: 'demo.create',
  method: 'POST',
  path: '/v1/demo',
  summary: 'Fill a project without contacts with the demo: a made-up shop, its people and their past year',
  scope: 'project:write',
  body: z.strictObject({ contacts: z.number().int().min(100).max(50_000) }),
  reply: demoCounts,
  status: 201,
})

export const demoRemove = route({
  id: 'demo.remove',
  method: 'DELETE',
  path: '/v1/demo',
  summary: 'Remove all demo data',
  scope: 'project:write',
  reply: demoCounts,
})

const key = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().meta({ description: 'The start and the last four letters' }),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: time,
    createdBy: z.string(),
    createdByName: z.string().nullable(),
    lastUsedAt: time.nullable(),
    expiresAt: time.nullable(),
  })
  .meta({ ref: 'Key' })

export const keysList = route({
  id: 'keys.list',
  method: 'GET',
  path: '/v1/keys',
  summary: 'List keys',
  scope: 'keys:write',
  reply: list(key),
})

export const keysCreate = route({
  id: 'keys.create',
  method: 'POST',
  path: '/v1/keys',
  summary: 'Create a key; its token is shown this once',
  scope: 'keys:write',
  body: z.strictObject({
    name: text(200),
    scopes: z.array(z.enum(SCOPES)).min(1),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  reply: key.extend({ token: z.string() }),
  status: 201,
})

export const keysRevoke = route({
  id: 'keys.revoke',
  method: 'DELETE',
  path: '/v1/keys/{key}',
  summary: 'Revoke a key at once',
  scope: 'keys:write',
  status: 204,
})

export const keysRotate = route({
  id: 'keys.rotate',
  method: 'POST',
  path: '/v1/keys/{key}/rotate',
  summary: 'Replace a key: a new one with the same scopes, shown this once; the old one works on for so many hours',
  scope: 'keys:write',
  body: z.strictObject({ overlapHours: z.number().int().min(0).max(720).default(24) }),
  reply: key.extend({ token: z.string() }),
  status: 201,
})
