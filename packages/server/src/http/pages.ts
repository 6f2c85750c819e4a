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
  const document = openApi({ version: VERSION, url: publicUrl })
  const json = JSON.stringify(document)
  const html = toApiReference(document)
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(json))
  app.get('/docs', (_request, reply) => {
    reply.headers(securityHeaders('page', { isHttps: isHttps(publicUrl) })).type('text/html; charset=utf-8')
    return reply.send(html)
  })
}
