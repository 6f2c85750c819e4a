import type { z } from 'zod'
import type { Scope } from './scopes.ts'

/** One call of the HTTP API, as data: the server, the SDK, OpenAPI and the tests all read it. */
export type Route = {
  /** `contacts.create`: the noun and the verb; the SDK's method has the same name. */
  id: string
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** With `{name}` for parameters. */
  path: string
  summary: string
  /** What the caller must be allowed to do; `public` asks for no key, `session` for a person who signed in. */
  scope: Scope | 'public' | 'session'
  query?: z.ZodObject
  body?: z.ZodType
  /** The body is a multipart form; `body` then describes its JSON part `options`. */
  upload?: boolean
  /** The action judges the items of its list one by one; text that cannot be stored refuses an item, not the request. */
  judgesItems?: boolean
  /** What comes back; absent for 204. */
  reply?: z.ZodType
  /** Something other than JSON comes back. */
  media?: 'text/csv' | 'text/html' | 'message/rfc822' | 'text/event-stream' | 'text/javascript'
  /** What a caller may ask for with Accept instead of JSON: everything at once, line by line as it is read. */
  streams?: readonly ('application/x-ndjson' | 'text/csv')[]
  status?: 200 | 201 | 202 | 204
}

/** Keeps the literal types of a route, so that handlers and the SDK are checked against it. */
export function route<const R extends Route>(definition: R): R {
  return definition
}

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never

/** What a handler of the route is given, parsed. */
export type RouteInput<R extends Route> = {
  params: { [Name in ParamNames<R['path']>]: string }
  query: R['query'] extends z.ZodType ? z.output<R['query']> : Record<string, never>
  body: R['body'] extends z.ZodType ? z.output<R['body']> : undefined
}

/** What a caller of the route sends. */
export type RouteRequest<R extends Route> = {
  query?: R['query'] extends z.ZodType ? z.input<R['query']> : never
  body?: R['body'] extends z.ZodType ? z.input<R['body']> : never
}

/** What the route answers; nothing where it answers 204. */
// biome-ignore lint/suspicious/noConfusingVoidType: an async handler that returns nothing returns void.
export type RouteReply<R extends Route> = R['reply'] extends z.ZodType ? z.output<R['reply']> : void
