import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, filters, instantAsked, itemError, list, pageQuery, startedJob, text, time } from '../shapes.ts'
import { funnelStageOrNone } from './funnel.ts'

export const STATUSES = ['subscribed', 'unsubscribed', 'non-subscribed', 'bounced'] as const
export const VALIDATIONS = ['valid', 'invalid', 'risky', 'unknown'] as const
export const CHANNELS = ['sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'] as const

/** What carries texts: every channel but e-mail. */
export type TextChannel = (typeof CHANNELS)[number]

const fieldValues = z.record(z.string(), z.unknown())
const channel = z.enum(CHANNELS)

/** Where and how somebody agreed or objected. */
export const proof = z.strictObject({
  source: text(500),
  wording: clearableText(5000),
  at: z.iso.datetime({ offset: true }).optional(),
  ip: clearableText(64),
})

/** What may be written of a contact; null clears, an absent key leaves. */
const writable = {
  externalId: clearableText(255),
  email: clearableText(254),
  phone: clearableText(64),
  firstName: clearableText(255),
  lastName: clearableText(255),
  name: clearableText(511),
  country: clearableText(100),
  language: clearableText(64),
  timezone: clearableText(64),
  company: clearableText(255),
  jobTitle: clearableText(255),
  source: clearableText(255),
  status: z.enum(STATUSES).optional(),
  funnel: funnelStageOrNone.nullish().meta({ description: 'Set by people, never by what they open; null is none' }),
  lost: z.boolean().optional().meta({ description: 'The lost mark, on top of the stage' }),
  tracking: z
    .boolean()
    .optional()
    .meta({ description: 'false: opens and clicks of this person are not noticed, of no message, from now on' }),
  tags: z.array(z.string()).max(500).optional(),
  fields: fieldValues.optional(),
  channels: z.partialRecord(channel, z.string().trim().max(255).nullable()).optional(),
  consent: z.partialRecord(channel, z.enum(['opted_in', 'opted_out', 'unknown'])).optional(),
  proof: proof.optional(),
  resubscribe: z.boolean().optional().meta({ description: 'Lets status leave unsubscribed or bounced; give proof.' }),
}

export const contactInput = z.strictObject(writable)

export const contact = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    name: z.string().nullable(),
    country: z.string().nullable(),
    language: z.string().nullable(),
    timezone: z.string().nullable(),
    company: z.string().nullable(),
    jobTitle: z.string().nullable(),
    inboxProvider: z.string().nullable(),
    source: z.string().nullable(),
    status: z.enum(STATUSES),
    validation: z.enum(VALIDATIONS),
    funnel: funnelStageOrNone,
    lost: z.boolean(),
    tracking: z.boolean().meta({ description: 'Whether opens and clicks are noticed' }),
    suppressed: z.boolean(),
    tags: z.array(z.string()).meta({ description: 'Names, in the order in which they were put on' }),
    fields: fieldValues,
    channels: z.partialRecord(channel, z.string()),
    consent: z.partialRecord(channel, z.enum(['opted_in', 'opted_out'])),
    createdAt: time,
    updatedAt: time,
    subscribedAt: time.nullable(),
    unsubscribedAt: time.nullable(),
    pausedUntil: time.nullable().meta({ description: 'They asked for no marketing until then; null: they did not' }),
  })
  .meta({ ref: 'Contact' })

/** What a contact's messages say of it; null: never. */
export const engagement = z.object({
  firstContactedAt: time.nullable(),
  lastSentAt: time.nullable(),
  lastOpenedAt: time.nullable().meta({ description: 'By a person: what machines opened does not count' }),
  lastClickedAt: time.nullable(),
})

const sort = z.strictObject({ field: z.string(), direction: z.enum(['asc', 'desc']).default('asc') })

export const contactsCreate = route({
  id: 'contacts.create',
  method: 'POST',
  path: '/v1/contacts',
  summary: 'Create a contact, or merge into the one that matches with ?upsert=true',
  scope: 'contacts:write',
  query: z.object({ upsert: z.stringbool().default(false) }),
  body: contactInput,
  reply: contact,
  status: 201,
})

const approximate = z.boolean().meta({
  description:
    'Nobody matches `q`; these are the nearest, with one typo in words of 4 letters or more, or two in words of 8',
})

export const contactsList = route({
  id: 'contacts.list',
  method: 'GET',
  path: '/v1/contacts',
  summary: 'List contacts, newest first',
  scope: 'contacts:read',
  query: pageQuery.extend({
    q: z.string().max(200).optional(),
    tag: z.string().max(255).optional(),
    status: z.enum(STATUSES).optional(),
    segment: z.string().max(255).optional(),
  }),
  reply: list(contact).extend({ approximate }),
})

export const contactsSearch = route({
  id: 'contacts.search',
  method: 'POST',
  path: '/v1/contacts/search',
  summary: 'Contacts that match a filter and a free search, sorted, with their total',
  scope: 'contacts:read',
  body: z.strictObject({
    filters: filters.optional(),
    q: z.string().max(200).optional(),
    view: z.string().optional(),
    segment: z.string().optional(),
    at: instantAsked,
    sort: sort.optional(),
    engagement: z
      .boolean()
      .default(false)
      .meta({ description: 'Also says when each was first and last sent a message, and last opened and clicked' }),
    limit: z.number().int().min(1).max(100).default(20),
    after: z.string().max(2000).optional(),
  }),
  reply: list(contact.extend({ engagement: engagement.optional() })).extend({
    total: z.number().int(),
    approximate,
    tookMs: z.number(),
  }),
})

export const contactsGet = route({
  id: 'contacts.get',
  method: 'GET',
  path: '/v1/contacts/{contact}',
  summary: 'One contact, by id, e-mail or externalId',
  scope: 'contacts:read',
  reply: contact,
})

export const contactsUpdate = route({
  id: 'contacts.update',
  method: 'PATCH',
  path: '/v1/contacts/{contact}',
  summary: 'Change a contact; tags, when given, replace all tags',
  scope: 'contacts:write',
  body: contactInput,
  reply: contact,
})

export const contactsDelete = route({
  id: 'contacts.delete',
  method: 'DELETE',
  path: '/v1/contacts/{contact}',
  summary: 'Delete a contact; it can be restored for 30 days',
  scope: 'contacts:write',
  status: 204,
})

export const contactsRestore = route({
  id: 'contacts.restore',
  method: 'POST',
  path: '/v1/contacts/{contact}/restore',
  summary: 'Bring back a deleted contact with its tags and static segments',
  scope: 'contacts:write',
  reply: contact,
})

export const contactsDeleted = route({
  id: 'contacts.deleted',
  method: 'GET',
  path: '/v1/deleted-contacts',
  summary: 'Contacts that were deleted or merged away and can be brought back, the latest first',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      name: z.string().nullable(),
      deletedAt: time,
      mergedInto: z.string().nullable().meta({ description: 'The contact that it became part of; null: deleted' }),
    }),
  ),
})

export const contactsBatch = route({
  id: 'contacts.batch',
  method: 'POST',
  path: '/v1/contacts/batch',
  summary: 'Create or update up to 1,000 contacts, with a result for each',
  scope: 'contacts:write',
  body: z.strictObject({
    contacts: z.array(z.unknown()).min(1).max(1000),
    upsert: z.boolean().default(true),
  }),
  reply: z.object({
    results: z.array(
      z.object({
        index: z.number().int(),
        id: z.string().nullable(),
        action: z.enum(['created', 'updated', 'unchanged', 'failed']),
        error: itemError.optional(),
      }),
    ),
  }),
})

export const contactsTags = route({
  id: 'contacts.tags',
  method: 'GET',
  path: '/v1/contacts/{contact}/tags',
  summary: 'The tags of a contact, with who or what put each on, and when',
  scope: 'contacts:read',
  reply: list(
    z.object({
      id: z.string(),
      name: z.string(),
      color: z.string().nullable(),
      appliedAt: time,
      by: z.string(),
      byName: z.string().nullable().meta({ description: 'What that person, key, import or campaign is called' }),
    }),
  ),
})

const tagNames = z.strictObject({ tags: z.array(z.string()).min(1).max(500) })
const allTags = z.object({ tags: z.array(z.string()) })

export const contactsAddTags = route({
  id: 'contacts.addTags',
  method: 'POST',
  path: '/v1/contacts/{contact}/tags',
  summary: 'Put tags on a contact; new names become tags, present ones stay as they are',
  scope: 'contacts:write',
  body: tagNames,
  reply: allTags,
})

export const contactsRemoveTags = route({
  id: 'contacts.removeTags',
  method: 'DELETE',
  path: '/v1/contacts/{contact}/tags',
  summary: 'Take tags off a contact',
  scope: 'contacts:write',
  body: tagNames,
  reply: allTags,
})

export const BULK_ACTIONS = [
  'add_tags',
  'remove_tags',
  'remove_all_tags',
  'delete',
  'add_to_segment',
  'remove_from_segment',
  'set_funnel',
  'set_field',
  'set_status',
] as const

/** A contact by id, e-mail or externalId. */
const named = text(320)

/** Whom something is about: contacts by name, or everyone who matches all that is given. */
export const people = {
  contacts: z.array(named).min(1).max(10_000).optional(),
  filters: filters.optional(),
  q: z.string().max(200).optional(),
  view: z.string().max(255).optional(),
  except: z.array(named).max(10_000).optional().meta({ description: 'Left out of those who match' }),
}

function isNamedOrMatched(body: { contacts?: unknown; filters?: unknown; q?: unknown; view?: unknown }): boolean {
  const isMatched = body.filters !== undefined || body.q !== undefined || body.view !== undefined
  return (body.contacts !== undefined) !== isMatched
}

export const bulkAction = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    ...people,
    tags: z.array(z.string()).min(1).max(500).optional(),
    segment: z.string().optional(),
    funnel: funnelStageOrNone.optional(),
    field: z.string().max(100).optional().meta({ description: 'For set_field: a key, not that of an identifier' }),
    value: z.unknown().optional().meta({ description: 'For set_field; null clears' }),
    status: z.enum(STATUSES).optional(),
    proof: proof.optional().meta({ description: 'For set_status' }),
  })
  .refine(isNamedOrMatched, 'give either contacts or filters, q or view')

export const contactsBulk = route({
  id: 'contacts.bulk',
  method: 'POST',
  path: '/v1/contacts/bulk',
  summary: 'Do one thing to many contacts, named or matching a filter; answers with a job',
  scope: 'contacts:write',
  body: bulkAction,
  reply: startedJob,
  status: 202,
})

export const contactsPreviewBulk = route({
  id: 'contacts.previewBulk',
  method: 'POST',
  path: '/v1/contacts/bulk/preview',
  summary: 'Whom a bulk action would be about, without doing it',
  scope: 'contacts:write',
  body: bulkAction,
  reply: z.object({
    total: z.number().int(),
    notFound: z.number().int().meta({ description: 'Names that mean nobody' }),
    changing: z.number().int().meta({ description: 'Who of them would be different afterwards' }),
    sample: z.array(contact),
  }),
})
