import { toComponents } from './openapi/components.ts'
import type { OpenApiDocument } from './openapi/document.ts'
import { toOperation } from './openapi/operation.ts'
import { PROBLEM_RESPONSES, PROBLEM_SCHEMA } from './openapi/problems.ts'
import { ROUTES } from './routes/index.ts'

const DESCRIPTION = `Ids are prefixed (con_, tag_, seg_, cmp_, …). Lists take limit and after and answer data, has_more and
next_cursor. Times are RFC 3339 in UTC. Errors are problem+json (RFC 9457) with a code, what to do, and a request id.
POST and PATCH take an Idempotency-Key: repeated within 24 hours, the request has one effect and the same answer (of an
upload, the options count and the file does not). A write answers with Rollcall-Position; a read with that value as
Rollcall-After waits until the write is visible in every count.`

/** The whole API as an OpenAPI 3.1 document, made from the same routes that the server checks requests with. */
export function openApi({ version, url }: { version: string; url: string }): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: toOperation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rollcall',
      version,
      description: DESCRIPTION.replaceAll('\n', ' '),
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, rk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'rollcall_session', description: 'A person who signed in' },
      },
      responses: PROBLEM_RESPONSES,
      schemas: { ...toComponents(ROUTES), Problem: PROBLEM_SCHEMA },
    },
  }
}
