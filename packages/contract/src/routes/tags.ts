import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, color, list, pageQuery, text, time, use } from '../shapes.ts'

export const tag = z
  .object({
    id: z.string(),
    name: z.string(),
    color: z.string().nullable(),
    description: z.string().nullable(),
    owner: z.string().nullable(),
    contactCount: z.number().int(),
    firstUsedAt: time.nullable().meta({ description: 'Of those who carry it now, who has done so longest' }),
    lastUsedAt: time.nullable(),
    useCount: z.number().int().meta({ description: 'How many segments, views, campaigns and sign-up forms use it' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Tag' })

const optional = { color: color.nullish(), description: clearableText(500), owner: clearableText(255) }

export const tagsList = route({
  id: 'tags.list',
  method: 'GET',
  path: '/v1/tags',
  summary: 'List tags by name, with how many contacts carry each',
  scope: 'contacts:read',
  query: pageQuery.extend({
    limit: z.coerce.number().int().min(1).max(1000).default(20),
    q: z.string().max(200).optional(),
    similarTo: z.string().max(255).optional().meta({ description: 'Only tags that may mean the same as this name' }),
  }),
  reply: list(tag),
})

export const tagsCreate = route({
  id: 'tags.create',
  method: 'POST',
  path: '/v1/tags',
  summary: 'Create a tag; VIP and vip are two tags',
  scope: 'contacts:write',
  body: z.strictObject({
    name: text(255),
    ...optional,
    allowSimilar: z.boolean().default(true).meta({
      description: 'false refuses a name that differs from another in case, plural, separators or one letter',
    }),
  }),
  reply: tag,
  status: 201,
})

export const tagsColors = route({
  id: 'tags.colors',
  method: 'GET',
  path: '/v1/tag-colors',
  summary: 'All tags that have a colour, by name, to show tags with it wherever they are named',
  scope: 'contacts:read',
  reply: z.object({ data: z.array(z.object({ name: z.string(), color: z.string() })) }),
})

export const tagsGet = route({
  id: 'tags.get',
  method: 'GET',
  path: '/v1/tags/{tag}',
  summary: 'One tag, by id or exact name',
  scope: 'contacts:read',
  reply: tag,
})

export const tagsUpdate = route({
  id: 'tags.update',
  method: 'PATCH',
  path: '/v1/tags/{tag}',
  summary: 'Rename or describe a tag; filters keep their meaning',
  scope: 'contacts:write',
  body: z.strictObject({ name: text(255).optional(), ...optional }),
  reply: tag,
})

export const tagsDelete = route({
  id: 'tags.delete',
  method: 'DELETE',
  path: '/v1/tags/{tag}',
  summary: 'Delete a tag and take it off everyone; it can be restored for 7 days. Refused while something uses it',
  scope: 'contacts:write',
  status: 204,
})

export const tagsMerge = route({
  id: 'tags.merge',
  method: 'POST',
  path: '/v1/tags/{tag}/merge',
  summary: 'Make two tags one: the earlier time wins, rules follow, this tag is deleted; it can be restored for 7 days',
  scope: 'contacts:write',
  body: z.strictObject({ into: z.string().min(1).max(255).meta({ description: 'A tag by id or exact name' }) }),
  reply: z.object({ tag, contacts: z.number().int(), changedRules: z.array(use) }),
})

export const tagsRestore = route({
  id: 'tags.restore',
  method: 'POST',
  path: '/v1/tags/{tag}/restore',
  summary: 'Bring back a tag by its id that was merged or deleted in the last 7 days, on everyone who had it',
  scope: 'contacts:write',
  reply: z.object({
    tag,
    contacts: z.number().int().meta({ description: 'Who has it again, since when and by whom they had it' }),
    kept: z.number().int().meta({ description: 'Who lost the other tag since the merge: they get neither' }),
    changedRules: z.array(use).meta({ description: 'What names it again' }),
    keptRules: z.array(use).meta({ description: 'What was changed since the merge, and goes on naming the other tag' }),
  }),
})

export const goneTag = z
  .object({
    id: z.string(),
    name: z.string(),
    color: z.string().nullable(),
    contacts: z.number().int().meta({ description: 'Who had it' }),
    into: z.object({ id: z.string(), name: z.string() }).nullable().meta({ description: 'What it was merged into' }),
    goneAt: time,
    by: z.string(),
    byName: z.string().nullable(),
    until: time.meta({ description: 'Until then it can be restored' }),
  })
  .meta({ ref: 'GoneTag' })

export const tagsGone = route({
  id: 'tags.gone',
  method: 'GET',
  path: '/v1/gone-tags',
  summary: 'Tags that were merged or deleted and can be restored, the last first',
  scope: 'contacts:read',
  reply: list(goneTag),
})

export const tagsUses = route({
  id: 'tags.uses',
  method: 'GET',
  path: '/v1/tags/{tag}/uses',
  summary: 'What uses a tag: segments, views, campaigns, sign-up forms',
  scope: 'contacts:read',
  reply: list(use),
})

const by = {
  by: z.string(),
  byName: z.string().nullable().meta({ description: 'What that person, key, import or campaign is called' }),
}

export const tagsActivity = route({
  id: 'tags.activity',
  method: 'GET',
  path: '/v1/tags/{tag}/activity',
  summary: 'Who and what put a tag on, on whom lately, and on how many each day',
  scope: 'contacts:read',
  reply: z.object({
    sources: z
      .array(z.object({ ...by, count: z.number().int(), lastAt: time }))
      .meta({ description: 'Of the latest 10,000 times among those who carry it, the most recent first' }),
    latest: z.array(z.object({ contact: z.string(), name: z.string(), appliedAt: time, ...by })),
    days: z.array(z.object({ day: z.string(), added: z.number().int() })).meta({
      description: 'The last 30 days of the project’s zone, of those who carry it now',
    }),
  }),
})

export const tagsAudit = route({
  id: 'tags.audit',
  method: 'GET',
  path: '/v1/audit/tags',
  summary: 'Tags to tidy up: unused, nearly the same, and groups by what stands before a colon',
  scope: 'contacts:read',
  reply: z.object({
    total: z.number().int(),
    unused: z.array(tag).meta({ description: 'Nobody carries them, and no rule or form names them' }),
    similar: z.array(z.array(tag)).meta({ description: 'Groups, the most used first' }),
    apart: z.array(z.array(tag)).meta({ description: 'Groups that somebody said are to be kept apart' }),
    prefixes: z.array(z.object({ prefix: z.string(), tags: z.array(z.string()) })),
  }),
})

const several = z.strictObject({
  tags: z.array(z.string().min(1).max(255)).min(2).max(100).meta({ description: 'Ids or exact names' }),
})

export const tagsKeepApart = route({
  id: 'tags.keepApart',
  method: 'PUT',
  path: '/v1/audit/apart-tags',
  summary: 'Remember that these tags mean different things, so that the audit does not ask again',
  scope: 'contacts:write',
  body: several,
  status: 204,
})

export const tagsForgetApart = route({
  id: 'tags.forgetApart',
  method: 'DELETE',
  path: '/v1/audit/apart-tags',
  summary: 'Let the audit compare these tags with each other again',
  scope: 'contacts:write',
  body: several,
  status: 204,
})
