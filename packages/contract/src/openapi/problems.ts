import { ERRORS } from '../errors.ts'
import type { Route } from '../route.ts'
import type { JsonSchema } from './document.ts'

const text = { type: 'string' }

/** The body of every error. */
export const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  description:
    'RFC 9457 problem details; `code` never changes its meaning, further members carry the values of `detail`',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'help', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    code: { type: 'string', enum: Object.keys(ERRORS) },
    help: text,
    request_id: text,
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901 into the body, ?name of the query, or the name of a header',
          },
          detail: text,
        },
      },
    },
  },
}

const STATUSES: Record<string, string> = {
  400: 'Not readable',
  401: 'No valid key and nobody signed in',
  403: 'Not allowed',
  404: 'Not there',
  409: 'In conflict with what is there',
  413: 'Too large',
  415: 'Another content type is needed',
  422: 'Not valid; each entry of errors says where and why',
  default: 'Any other problem',
}

/** The responses that routes refer to. */
export const PROBLEM_RESPONSES: JsonSchema = Object.fromEntries(
  Object.entries(STATUSES).map(([status, description]) => {
    const schema = { $ref: '#/components/schemas/Problem' }
    return [nameOf(status), { description, content: { 'application/problem+json': { schema } } }]
  }),
)

/** What may go wrong with a route, as far as its shape tells. */
export function problemResponses(route: Route): Record<string, JsonSchema> {
  const statuses = ['default']
  if (route.scope !== 'public') statuses.push('401', '403')
  if (route.path.includes('{')) statuses.push('404')
  if (route.body) statuses.push('400', '413', '415')
  if (route.body || route.query) statuses.push('422')
  if (route.method !== 'GET') statuses.push('409')
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  )
}

function nameOf(status: string): string {
  return status === 'default' ? 'Problem' : `Problem${status}`
}
