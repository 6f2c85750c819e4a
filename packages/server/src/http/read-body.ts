import type { Route } from '@rollcall/contract'
import { FILTER_LIMITS } from '@rollcall/filters'
import type { FastifyRequest } from 'fastify'
import { failure } from '../failure.ts'
import { parseJson } from './parse-json.ts'

/** A route whose handler reads the body itself: a public one without a shape, such as one-click unsubscribe. */
export function takesRawBody(route: Route): boolean {
  return route.scope === 'public' && route.body === undefined
}

/** The JSON of a request, or `{}` where the route takes none and none came. */
export function readBody(route: Route, request: FastifyRequest): unknown {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (route.method === 'GET' || takesRawBody(route)) return {}
  if (!route.body && bytes.length === 0) return {}
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) throw failure('unsupported_media_type', { type })
  const body = parseJson(bytes)
  if (bytes.length > FILTER_LIMITS.bytes) refuseLargeFilters(body)
  return body
}

function refuseLargeFilters(body: unknown) {
  if (typeof body !== 'object' || body === null || !('filters' in body)) return
  if (Buffer.byteLength(JSON.stringify(body.filters) ?? '') <= FILTER_LIMITS.bytes) return
  throw failure('too_large', { what: 'The filter', limit: `${FILTER_LIMITS.bytes / 1024} KiB` })
}
