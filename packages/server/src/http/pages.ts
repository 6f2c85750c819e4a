import { openApi } from '@rollcall/contract'
import type { FastifyInstance } from 'fastify'
import type { Product } from '../product.ts'
import { VERSION } from '../version.ts'
import { toApiReference } from './api-reference.ts'
import { isHttps } from './is-https.ts'
import { securityHeaders } from './security-headers.ts'

/** The documentation of the API, for programs and for people. */
export function servePages(app: FastifyInstance, product: Product) {
  const { publicUrl } = product.config
  let made: { json: string; html: string } | undefined
  // Made when somebody asks, because that takes a tenth of the time of a start.
  const pages = () => {
    made ??= makePages(publicUrl)
    return made
  }
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(pages().json))
  app.get('/docs', (_request, reply) => {
    reply.headers(securityHeaders('page', { isHttps: isHttps(publicUrl) })).type('text/html; charset=utf-8')
    return reply.send(pages().html)
  })
}

function makePages(publicUrl: string) {
  const document = openApi({ version: VERSION, url: publicUrl })
  return { json: JSON.stringify(document), html: toApiReference(document) }
}
