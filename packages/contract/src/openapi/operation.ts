import { z } from 'zod'
import { ID_PREFIXES, type IdKind, toId } from '../ids.ts'
import type { Route } from '../route.ts'
import type { JsonSchema, OpenApiOperation } from './document.ts'
import { type Direction, nameOf, toJsonSchema } from './json-schema.ts'
import { problemResponses } from './problems.ts'

// Any UUIDv7: examples show what ids look like.
const EXAMPLE_UUID = '01938f5e-2c00-7a51-8c2b-3f6d5e4a9b01'

/** One call. */
export function toOperation(route: Route): OpenApiOperation {
  const isOpen = route.scope === 'public'
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0] ?? ''],
    parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
    ...(route.body && { requestBody: toRequestBody(route) }),
    responses: { [route.status ?? 200]: toResponse(route), ...problemResponses(route) },
    security: isOpen ? [] : route.scope === 'session' ? [{ session: [] }] : [{ key: [] }, { session: [] }],
    'x-rollcall-scope': route.scope,
  }
}

function pathParameters({ path, id }: Route): JsonSchema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    example: exampleOf(name, id),
  }))
}

function exampleOf(name: string, routeId: string): string {
  if (routeId.startsWith('fields.')) return 'plan'
  return isIdKind(name) ? toId(name, EXAMPLE_UUID) : 'eyJ2IjoxfQ'
}

function isIdKind(name: string): name is IdKind {
  return name in ID_PREFIXES
}

function queryParameters({ query }: Route): JsonSchema[] {
  return Object.entries(query?.shape ?? {}).map(([name, shape]) => ({
    name,
    in: 'query',
    // What has a default may be left away.
    required: !z.safeParse(shape, undefined).success,
    schema: toJsonSchema(shape, 'output'),
  }))
}

function headerParameters({ method, scope }: Route): JsonSchema[] {
  if (scope === 'public') return []
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    schema: { type: 'string' },
    description,
  })
  const after = header('Rollcall-After', 'The Rollcall-Position of a write that the answer has to include')
  if (method !== 'POST' && method !== 'PATCH') return [after]
  return [header('Idempotency-Key', '1 to 255 letters of your choice; repeated, the request has one effect'), after]
}

function toRequestBody({ body, upload }: Route): JsonSchema {
  const schema = referTo(body, 'input')
  if (!upload) return { required: true, content: { 'application/json': { schema } } }
  const parts = { file: { type: 'string', format: 'binary' }, options: schema }
  const form = { type: 'object', required: ['file'], properties: parts }
  const encoding = { options: { contentType: 'application/json' } }
  return { required: true, content: { 'multipart/form-data': { schema: form, encoding } } }
}

function toResponse(route: Route): JsonSchema {
  const headers = {
    'X-Request-Id': { schema: { type: 'string' }, description: 'Give it with a report' },
    ...(route.scope !== 'public' &&
      route.method !== 'GET' && {
        'Rollcall-Position': {
          schema: { type: 'string' },
          description: 'For Rollcall-After; absent if nothing was written',
        },
      }),
  }
  const description = route.status === 204 ? 'Done' : route.summary
  if (route.media) return { description, headers, content: { [route.media]: { schema: { type: 'string' } } } }
  if (!route.reply) return { description, headers }
  const streams = (route.streams ?? []).map((media) => [media, { schema: { type: 'string' } }] as const)
  const json = { 'application/json': { schema: referTo(route.reply, 'output') } }
  return { description, headers, content: { ...json, ...Object.fromEntries(streams) } }
}

function referTo(shape: Route['reply'], direction: Direction): JsonSchema {
  const name = nameOf(shape)
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
  return shape ? toJsonSchema(shape, direction) : {}
}
