import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'
import { channel } from './campaigns.ts'

const settings = z.record(z.string().max(100), z.string().max(2_000)).meta({
  description: 'By the fields of the kind (GET /v1/provider-kinds). An empty text clears; what is left away stays',
})

const most = z.number().int().min(1).max(100_000_000).nullable()

/** How many messages an account lets leave, over all campaigns and all processes; null: as fast as it goes. */
export const accountLimits = z
  .strictObject({ perSecond: most, perHour: most, perDay: most })
  .meta({ ref: 'AccountLimits', description: 'They leave evenly: no span of time holds more than its share and one' })

export const provider = z
  .object({
    id: z.string(),
    kind: z
      .string()
      .meta({ description: 'smtp, ses, resend, sendgrid, mailgun, twilio, webhook; migma is the built-in sending' }),
    channel: channel.meta({ description: 'What it carries; email unless the kind or its settings say otherwise' }),
    name: z.string(),
    settings: z.record(z.string(), z.string()).meta({ description: 'Without what is secret' }),
    secrets: z.record(z.string(), z.string()).meta({ description: 'The last letters of each secret that is set' }),
    isDefault: z.boolean().meta({ description: 'Sends whatever names no provider on its channel' }),
    sendingLimits: accountLimits,
    webhookUrl: z.string().nullable().meta({ description: 'Where the service reports to; null: it cannot' }),
    mailUrl: z.string().meta({ description: 'Where bounces and complaints go that come as mail: the whole message' }),
    lastReportAt: time.nullable().meta({ description: 'When a report was last believed' }),
    lastRefusal: z
      .object({ at: time, reason: z.string() })
      .nullable()
      .meta({ description: 'Why a report was not believed, while nothing newer was' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Provider' })

export const providersList = route({
  id: 'providers.list',
  method: 'GET',
  path: '/v1/providers',
  summary: 'Accounts at sending services, newest first; the built-in sending is one of them',
  scope: 'project:read',
  query: pageQuery,
  reply: list(provider),
})

export const providersKinds = route({
  id: 'providers.kinds',
  method: 'GET',
  path: '/v1/provider-kinds',
  summary: 'The services that messages can be sent through, each with the fields of its settings',
  scope: 'project:read',
  reply: z.object({
    data: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        channels: z.array(channel).meta({ description: 'What it can carry; of several, a setting says which' }),
        reports: z.boolean().meta({ description: 'Whether it can report to a webhook' }),
        setUp: z.string().nullable().meta({ description: 'What to do at the service so that it reports' }),
        fields: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            help: z.string(),
            secret: z.boolean(),
            required: z.boolean(),
            options: z.array(z.string()).nullable(),
            fallback: z.string().meta({ description: 'Holds when nothing is given' }),
          }),
        ),
      }),
    ),
  }),
})

export const providersCreate = route({
  id: 'providers.create',
  method: 'POST',
  path: '/v1/providers',
  summary: 'Add an account at a sending service; its secrets are sealed and never come back',
  scope: 'project:write',
  body: z.strictObject({
    kind: z.string().max(50),
    name: text(100),
    settings,
    isDefault: z.boolean().optional(),
    sendingLimits: accountLimits.partial().optional(),
  }),
  reply: provider.extend({
    made: z.record(z.string(), z.string()).meta({ description: 'Secrets that Rollcall made: shown this once' }),
  }),
  status: 201,
})

export const providersGet = route({
  id: 'providers.get',
  method: 'GET',
  path: '/v1/providers/{provider}',
  summary: 'One account, by id or by the kind of which it is the first',
  scope: 'project:read',
  reply: provider,
})

export const providersUpdate = route({
  id: 'providers.update',
  method: 'PATCH',
  path: '/v1/providers/{provider}',
  summary: 'Change an account; campaigns that are being sent use it at once',
  scope: 'project:write',
  body: z.strictObject({
    name: text(100).optional(),
    settings: settings.optional(),
    isDefault: z.boolean().optional(),
    sendingLimits: accountLimits.partial().optional().meta({ description: 'What is left away stays; null clears' }),
  }),
  reply: provider,
})

export const providersDelete = route({
  id: 'providers.delete',
  method: 'DELETE',
  path: '/v1/providers/{provider}',
  summary: 'Forget an account that nothing uses',
  scope: 'project:write',
  status: 204,
})

export const providersTest = route({
  id: 'providers.test',
  method: 'POST',
  path: '/v1/providers/{provider}/test',
  summary: 'Try an account without sending anything',
  scope: 'project:write',
  reply: z.object({ isWorking: z.boolean(), detail: z.string() }),
})
