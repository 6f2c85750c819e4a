import { isAllowed, type Route } from '@rollcall/contract'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../action.ts'
import { failure } from '../failure.ts'
import type { Product } from '../product.ts'
import { findKeyCaller, findSessionCaller } from './identify.ts'
import { isSameSite } from './is-same-site.ts'
import { readSessionCookie } from './session-cookie.ts'

/** Who calls, refused unless they may make this call; undefined on public routes. */
export async function admit(product: Product, route: Route, request: FastifyRequest): Promise<Caller | undefined> {
  if (route.scope === 'public') {
    // Another site must not sign somebody in as somebody else. Mail programs, which send neither header, may unsubscribe.
    if (route.path.startsWith('/v1/') && isSameSite(request.headers, request.host) === false)
      throw failure('cross_site', {})
    return undefined
  }
  const caller = await findCaller(product, request)
  if (!caller) throw failure('unauthenticated', {})
  const isPermitted = route.scope === 'session' ? caller.userId !== undefined : isAllowed(caller.scopes, route.scope)
  if (!isPermitted) throw failure('forbidden', { scope: route.scope })
  return caller
}

/** The holder of the key, or who is signed in. */
export async function findCaller(product: Product, request: FastifyRequest): Promise<Caller | undefined> {
  const { authorization } = request.headers
  if (authorization !== undefined) return findKeyCaller(product, authorization)
  const token = readSessionCookie(request, product.config.publicUrl)
  const caller = token === null ? undefined : await findSessionCaller(product, token)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  // A browser sends the cookie whoever made it call; only our own pages may change things with it.
  if (caller && !isReading && isSameSite(request.headers, request.host) !== true) throw failure('cross_site', {})
  return caller
}
