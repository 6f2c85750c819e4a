import { z } from 'zod'
import { route } from '../route.ts'
import { filters, list, text, time } from '../shapes.ts'

const sort = z.strictObject({ field: z.string(), direction: z.enum(['asc', 'desc']) })

export const view = z
  .object({
    id: z.string(),
    name: z.string(),
    filters,
    columns: z.array(z.string()).meta({ description: 'Keys of fields in their order, some with a width: name:220' }),
    sort: sort.nullable(),
    includedTag: z
      .string()
      .nullable()
      .meta({ description: 'People with this tag are included whatever the filter says' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'View' })

const body = {
  filters: filters.optional(),
  columns: z.array(z.string().max(100)).max(100).optional(),
  sort: sort.nullish(),
  includedTag: z.string().nullish(),
}

export const viewsList = route({
  id: 'views.list',
  method: 'GET',
  path: '/v1/views',
  summary: 'List saved views (smart lists)',
  scope: 'contacts:read',
  reply: list(view),
})

export const viewsCreate = route({
  id: 'views.create',
  method: 'POST',
  path: '/v1/views',
  summary: 'Save a view of the contacts table',
  scope: 'contacts:write',
  body: z.strictObject({ name: text(200), ...body }),
  reply: view,
  status: 201,
})

export const viewsGet = route({
  id: 'views.get',
  method: 'GET',
  path: '/v1/views/{view}',
  summary: 'One saved view',
  scope: 'contacts:read',
  reply: view,
})

export const viewsUpdate = route({
  id: 'views.update',
  method: 'PATCH',
  path: '/v1/views/{view}',
  summary: 'Change a saved view',
  scope: 'contacts:write',
  body: z.strictObject({ name: text(200).optional(), ...body }),
  reply: view,
})

export const viewsDelete = route({
  id: 'views.delete',
  method: 'DELETE',
  path: '/v1/views/{view}',
  summary: 'Delete a saved view',
  scope: 'contacts:write',
  status: 204,
})
