import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, pageQuery, text, time, use } from '../shapes.ts'
import { campaign } from './campaigns.ts'

/** What a template is for: e-mail, or a text on any other channel. */
export const TEMPLATE_KINDS = ['email', 'text'] as const

const kind = z.enum(TEMPLATE_KINDS).meta({ description: 'email, or text: for campaigns on any other channel' })

const content = {
  name: text(200),
  kind: kind.optional().meta({ description: 'email unless given; never changes' }),
  description: clearableText(1_000),
  subject: clearableText(998),
  preheader: clearableText(500),
  html: text(1_000_000).optional(),
  text: clearableText(1_000_000).meta({ description: 'Of a text this is all of it' }),
  mjml: clearableText(1_000_000).meta({
    description: 'In place of html, where the package mjml is installed: compiled when it is saved',
  }),
}

const texts = {
  name: z.string(),
  description: z.string().nullable(),
  subject: z.string().nullable(),
  preheader: z.string().nullable(),
  html: z.string(),
  text: z.string().nullable(),
  variables: z.array(z.string()).meta({ description: 'What it takes from the contact, such as contact.firstName' }),
}

export const template = z
  .object({
    id: z.string(),
    kind,
    ...texts,
    mjml: z.string().nullable(),
    usedBy: z.number().int().meta({ description: 'How many campaigns began with it' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Template' })

export const templatesList = route({
  id: 'templates.list',
  method: 'GET',
  path: '/v1/templates',
  summary: 'List templates by name',
  scope: 'campaigns:read',
  query: pageQuery.extend({
    q: z.string().max(200).optional().meta({ description: 'In the name' }),
    kind: kind.optional(),
  }),
  reply: list(template),
})

export const templatesCreate = route({
  id: 'templates.create',
  method: 'POST',
  path: '/v1/templates',
  summary: 'Keep a message to begin campaigns with; its texts are Liquid',
  scope: 'campaigns:write',
  body: z.strictObject(content),
  reply: template,
  status: 201,
})

export const templatesGet = route({
  id: 'templates.get',
  method: 'GET',
  path: '/v1/templates/{template}',
  summary: 'One template, by id or exact name',
  scope: 'campaigns:read',
  reply: template,
})

export const templatesUpdate = route({
  id: 'templates.update',
  method: 'PATCH',
  path: '/v1/templates/{template}',
  summary: 'Change a template; campaigns that began with it stay as they are',
  scope: 'campaigns:write',
  body: z.strictObject(content).partial(),
  reply: template,
})

export const templatesDelete = route({
  id: 'templates.delete',
  method: 'DELETE',
  path: '/v1/templates/{template}',
  summary: 'Delete a template; campaigns that began with it stay as they are',
  scope: 'campaigns:write',
  status: 204,
})

export const templatesUses = route({
  id: 'templates.uses',
  method: 'GET',
  path: '/v1/templates/{template}/uses',
  summary: 'The campaigns that began with a template, newest first; at most a hundred',
  scope: 'campaigns:read',
  reply: list(use),
})

export const templatesStarters = route({
  id: 'templates.starters',
  method: 'GET',
  path: '/v1/template-starters',
  summary: 'Messages that come with Rollcall, made for Outlook, Gmail and Apple Mail, light and dark',
  scope: 'campaigns:read',
  reply: z.object({ data: z.array(z.object({ id: z.string(), ...texts })) }),
})

export const campaignsUseTemplate = route({
  id: 'campaigns.useTemplate',
  method: 'POST',
  path: '/v1/campaigns/{campaign}/template',
  summary:
    'Copy a template into a draft: HTML and text, and subject and preheader where it has them; a text into a draft on another channel than e-mail',
  scope: 'campaigns:write',
  body: z.strictObject({ template: text(255).meta({ description: 'An id, exact name, or the id of a starter' }) }),
  reply: campaign,
})
