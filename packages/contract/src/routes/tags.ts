import { z } from 'zod'
import { route } from '../route.ts'
import { clearableText, color, list, pageQuery, text, time } from '../shapes.ts'

export const tag = z
  .object({
    id: z.string(),
    name: z.string(),
    color: z.string().nullable(),
    description: z.string().nullable(),
    owner: z.string().nullable(),
    contactCount: z.number().int(),
    lastUsedAt: time.nullable(),
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
  query: pageQuery.extend({ q: z.string().max(200).optional() }),
  reply: list(tag),
})

export const tagsCreate = route({
  id: 'tags.create',
  method: 'POST',
  path: '/v1/tags',
  summary: 'Create a tag; VIP and vip are two tags',
  scope: 'contacts:write',
  body: z.strictObject({ name: text(255), ...optional }),
  reply: tag,
  status: 201,
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
  summary: 'Delete a tag and take it off everyone; refused while something uses it',
  scope: 'contacts:write',
  status: 204,
})
