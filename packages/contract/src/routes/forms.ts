import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, list, pageQuery, text, time } from '../shapes.ts'

/** What a form may ask besides the address and custom fields. */
const FORM_FIELDS = ['firstName', 'lastName', 'phone', 'company', 'jobTitle', 'country'] as const

/** The languages that pages for people speak. */
export const FORM_LANGUAGES = ['en', 'de', 'es', 'fr', 'id'] as const

const asked = z.strictObject({
  field: z.string().regex(new RegExp(`^(${FORM_FIELDS.join('|')}|fields\\.[a-z0-9_]{1,64})$`), {
    error: `must be one of ${FORM_FIELDS.join(', ')}, or fields. and the key of a custom field`,
  }),
  label: text(200),
  required: z.boolean().default(false),
})

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, origin, href } = new URL(value)
  return /^https?:$/.test(protocol) && href === `${origin}/`
}

const content = {
  name: text(200),
  isActive: z.boolean(),
  language: z.enum(FORM_LANGUAGES).meta({ description: 'Of the words around yours: buttons, hints, the message' }),
  title: text(200),
  text: z
    .string()
    .trim()
    .max(5_000)
    .refine((value) => !value.includes('\u0000'), 'must not contain NUL')
    .meta({ description: 'What people agree to; each wording is kept for proof. Empty lines part paragraphs' }),
  fields: z.array(asked).max(20),
  topics: z.array(text(255)).max(50).meta({ description: 'Topics to choose from, by id or exact name' }),
  tags: z.array(text(255)).max(50).meta({ description: 'Tags that everybody gets who subscribes, by id or name' }),
  doubleOptIn: z.boolean().meta({
    description:
      'Nobody is subscribed before they open a link in a message and confirm; needs fromEmail in the project',
  }),
  successText: clearableText(2_000).meta({ description: 'What is said once somebody is subscribed' }),
  redirectUrl: z
    .url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
    .max(2_000)
    .nullish()
    .meta({ description: 'Where people go on to once they are subscribed' }),
  origins: z
    .array(z.string().trim().max(300).refine(isOrigin, 'must be an origin such as https://example.org, without a path'))
    .max(20)
    .meta({
      description:
        'From whose pages the form may be sent: scheme, host and port, as browsers say it; none: from any page. Its own page always may',
    }),
}

export const form = z
  .object({
    id: z.string(),
    ...content,
    successText: z.string().nullable(),
    redirectUrl: z.string().nullable(),
    topics: z.array(z.object({ id: z.string(), name: z.string() })),
    tags: z.array(z.object({ id: z.string(), name: z.string() })),
    version: z.number().int().meta({ description: 'Counts the wordings: title, text, fields and topics' }),
    url: z.string().meta({ description: 'The page of the form' }),
    embed: z.object({
      html: z
        .string()
        .meta({ description: 'For a page of your own: a plain form, and a script that saves people a second click' }),
      withoutScript: z
        .string()
        .meta({ description: 'The plain form alone; people confirm on our page what they entered' }),
    }),
    signUps: z.object({
      pending: z.number().int(),
      confirmed: z.number().int(),
      recent: z
        .object({ asked: z.number().int(), confirmed: z.number().int() })
        .meta({ description: 'Of the last 30 days: who filled it in, and how many of them are subscribed' }),
    }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Form' })

export const formsList = route({
  id: 'forms.list',
  method: 'GET',
  path: '/v1/forms',
  summary: 'List forms by name',
  scope: 'contacts:read',
  query: pageQuery.extend({ q: z.string().max(200).optional().meta({ description: 'In the name' }) }),
  reply: list(form),
})

export const formsCreate = route({
  id: 'forms.create',
  method: 'POST',
  path: '/v1/forms',
  summary: 'Make a form with which people subscribe',
  scope: 'contacts:write',
  body: z.strictObject({
    ...content,
    isActive: content.isActive.default(true),
    language: content.language.default('en'),
    text: content.text.default(''),
    fields: content.fields.default([]),
    topics: content.topics.default([]),
    tags: content.tags.default([]),
    doubleOptIn: content.doubleOptIn.default(true),
    origins: content.origins.default([]),
  }),
  reply: form,
  status: 201,
})

export const formsGet = route({
  id: 'forms.get',
  method: 'GET',
  path: '/v1/forms/{form}',
  summary: 'One form, by id or exact name',
  scope: 'contacts:read',
  reply: form,
})

export const formsUpdate = route({
  id: 'forms.update',
  method: 'PATCH',
  path: '/v1/forms/{form}',
  summary: 'Change a form; wordings that people agreed to are kept',
  scope: 'contacts:write',
  body: z.strictObject(content).partial(),
  reply: form,
})

export const formsDelete = route({
  id: 'forms.delete',
  method: 'DELETE',
  path: '/v1/forms/{form}',
  summary: 'Delete a form; who subscribed stays, with their proof',
  scope: 'contacts:write',
  status: 204,
})

export const formsVersions = route({
  id: 'forms.versions',
  method: 'GET',
  path: '/v1/forms/{form}/versions',
  summary: 'The wordings of a form, newest first',
  scope: 'contacts:read',
  reply: list(
    z.object({
      version: z.number().int(),
      title: z.string(),
      text: z.string(),
      fields: z.array(asked),
      topics: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
      at: time,
      by: z.string().nullable().meta({ description: 'Who wrote it; null where that was not noted down yet' }),
      byName: z.string().nullable(),
    }),
  ),
})

export const formsRestore = route({
  id: 'forms.restore',
  method: 'POST',
  path: '/v1/forms/{form}/restore',
  summary: 'Bring a form back that was deleted in the last seven days, at its old address',
  scope: 'contacts:write',
  reply: form,
})

export const formsPreview = route({
  id: 'forms.preview',
  method: 'POST',
  path: '/v1/forms/preview',
  summary: 'What people see of a form that is not saved yet: the form, what follows it, and the message',
  scope: 'contacts:read',
  body: z
    .strictObject(content)
    .omit({ name: true, isActive: true, origins: true })
    .partial()
    .extend({
      shows: z
        .enum(['form', 'sent', 'message', 'done'])
        .default('form')
        .meta({ description: 'sent: after the button; message: the mail that asks to confirm; done: once subscribed' }),
    }),
  reply: z.object({ html: z.string() }),
})

const from = z.object({ ip: z.string().nullable(), userAgent: z.string().nullable() })

export const formsSignUps = route({
  id: 'forms.signUps',
  method: 'GET',
  path: '/v1/forms/{form}/sign-ups',
  summary: 'Who filled in a form, newest first, with when and from where they asked and confirmed',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(
    z.object({
      id: z.string(),
      status: z.enum(['pending', 'confirmed', 'expired']),
      email: z
        .string()
        .nullable()
        .meta({ description: 'As it was typed; null when the contact is gone, or confirmed before this was kept' }),
      contact: z.string().nullable(),
      version: z.number().int(),
      at: time,
      confirmedAt: time.nullable(),
      expiresAt: time,
      askedFrom: from.nullable(),
      confirmedFrom: from.nullable().meta({ description: 'null: not confirmed, or the form asks for no confirmation' }),
    }),
  ),
})

export const formPage = route({
  id: 'form.page',
  method: 'GET',
  path: '/forms/{form}',
  summary: 'The page of a form',
  scope: 'public',
  media: 'text/html',
})

export const formSubmit = route({
  id: 'form.submit',
  method: 'POST',
  path: '/forms/{form}',
  summary: 'What somebody filled in; the answer never tells whether they were known',
  scope: 'public',
  media: 'text/html',
})

export const formScript = route({
  id: 'form.script',
  method: 'GET',
  path: '/forms/{form}/embed.js',
  summary: 'For forms in other pages: spares people a second click',
  scope: 'public',
  media: 'text/javascript',
})
