import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { securityHeaders } from './security-headers.ts'

const YEAR = 'public, max-age=31536000, immutable'

/** Serves the built dashboard: hashed files for ever, the page itself asked for anew each time. */
export async function serveDashboard(app: FastifyInstance, options: { dir: string; isHttps: boolean }) {
  const assets = join(options.dir, 'assets')
  await app.register(fastifyStatic, {
    root: options.dir,
    index: ['index.html'],
    cacheControl: false,
    preCompressed: true,
    setHeaders(reply, path) {
      reply.headers(securityHeaders('dashboard', options))
      reply.header('cache-control', path.startsWith(assets) ? YEAR : 'no-cache')
    },
  })
}
