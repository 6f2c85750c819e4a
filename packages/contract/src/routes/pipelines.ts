import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, text, time } from '../shapes.ts'

export const pipeline = z
  .object({
    id: z.string(),
    name: z.string(),
    stages: z.array(z.object({ id: z.string(), name: z.string() })).meta({ description: 'In order' }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ ref: 'Pipeline' })

const name = text(200)

export const pipelinesList = route({
  id: 'pipelines.list',
  method: 'GET',
  path: '/v1/pipelines',
  summary: 'List pipelines by name, with their stages',
  scope: 'contacts:read',
  query: pageQuery,
  reply: list(pipeline),
})

export const pipelinesCreate = route({
  id: 'pipelines.create',
  method: 'POST',
  path: '/v1/pipelines',
  summary: 'Create a pipeline with its stages, in order',
  scope: 'contacts:write',
  body: z.strictObject({ name, stages: z.array(name).min(1).max(100) }),
  reply: pipeline,
  status: 201,
})

export const pipelinesGet = route({
  id: 'pipelines.get',
  method: 'GET',
  path: '/v1/pipelines/{pipeline}',
  summary: 'One pipeline, by id or exact name',
  scope: 'contacts:read',
  reply: pipeline,
})

export const pipelinesUpdate = route({
  id: 'pipelines.update',
  method: 'PATCH',
  path: '/v1/pipelines/{pipeline}',
  summary: 'Rename a pipeline, or give all its stages anew: in order, renamed by id, added by name',
  scope: 'contacts:write',
  body: z.strictObject({
    name: name.optional(),
    stages: z
      .array(z.union([name, z.strictObject({ id: z.string().optional(), name })]))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'A stage that is left out is removed; refused while opportunities or filters use it' }),
  }),
  reply: pipeline,
})

export const pipelinesDelete = route({
  id: 'pipelines.delete',
  method: 'DELETE',
  path: '/v1/pipelines/{pipeline}',
  summary: 'Delete a pipeline; refused while opportunities or filters use it',
  scope: 'contacts:write',
  status: 204,
})
