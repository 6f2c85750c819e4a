import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import { type Problem, ROUTES, type Route } from '@rollcall/contract'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Action } from './action.ts'
import { failure } from './failure.ts'
import { serveDashboard } from './http/dashboard.ts'
import { toFrameworkFailure } from './http/framework-failure.ts'
import { isHttps } from './http/is-https.ts'
import { addMetrics } from './http/metrics.ts'
import { OpenStreams } from './http/open-streams.ts'
import { servePages } from './http/pages.ts'
import { pathOf } from './http/path-of.ts'
import { retryAfter, toProblem } from './http/problem.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serveReports } from './http/serve-reports.ts'
import { serveRoute } from './http/serve-route.ts'
import { serveTracking } from './http/serve-tracking.ts'
import type { Product } from './product.ts'

/** The server, as whoever starts and stops it sees it. */
export type Http = FastifyInstance

export type HttpOptions = {
  actions: readonly Action[]
  /** Where the built dashboard is; null serves the API alone. */
  dashboardDir: string | null
  /** Answers 500 to a reply that breaks its contract; tests set it. */
  validateReplies?: boolean
}

// E-mail addresses and external ids stand in paths, percent-encoded: at most 255 letters of up to 12 bytes.
const LONGEST_PARAM = 3_060

/** The product over HTTP: the API of the contract, health, documentation and the dashboard. Not listening yet. */
export async function createHttp(product: Product, options: HttpOptions): Promise<Http> {
  const app = Fastify({
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
    trustProxy: product.config.trustProxy,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    genReqId: () => `req_${product.randomBytes(15).toString('base64url')}`,
    frameworkErrors: (error, request, reply) => sendProblem(product, error, { request, reply }),
    clientErrorHandler: refuseMalformedHttp,
    return503OnClosing: true,
  })
  await app.register(cookie)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.headers(securityHeaders('api', { isHttps: isHttps(product.config.publicUrl) }))
  })
  app.setErrorHandler((error, request, reply) => sendProblem(product, error, { request, reply }))
  addMetrics(app, product)
  await app.register((scope) => serveRoutes(scope, product, options))
  servePages(app, product)
  serveTracking(app, product)
  serveReports(app, product)
  await serveTheRest(app, product, options.dashboardDir)
  return app
}

/** The contract's own shapes check what comes and goes. Without this, Fastify loads its checkers, a fifth of the start. */
function refuseSchema(): never {
  throw new Error('Routes have no JSON Schema. Say what they take and answer in the contract.')
}

async function serveRoutes(app: FastifyInstance, product: Product, options: HttpOptions) {
  const actions = new Map(options.actions.map((action) => [action.route.id, action]))
  const streams = new OpenStreams()
  app.addHook('preClose', async () => streams.endAll())
  await app.register(async (scope) => {
    takeAnyBody(scope)
    for (const route of ROUTES) if (!route.upload) register(scope, route)
  })
  await app.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 2, fields: 10, fileSize: Number.POSITIVE_INFINITY } })
    for (const route of ROUTES) if (route.upload) register(scope, route)
  })

  function register(scope: FastifyInstance, route: Route) {
    const action = actions.get(route.id)
    if (action) serveRoute(scope, { product, action, validateReplies: options.validateReplies ?? false, streams })
  }
}

// Bodies arrive as bytes; what they have to be is each route's business, so that every refusal is a problem of ours.
function takeAnyBody(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

async function serveTheRest(app: FastifyInstance, product: Product, dashboardDir: string | null) {
  if (dashboardDir !== null)
    await serveDashboard(app, { dir: dashboardDir, isHttps: isHttps(product.config.publicUrl) })
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    if (dashboardDir !== null && isPage(request.method, path)) return reply.sendFile('index.html')
    throw failure('no_such_route', { method: request.method, path })
  })
}

/** Addresses of the dashboard's own pages have no file behind them and no dot in their last part. */
function isPage(method: string, path: string): boolean {
  const last = path.slice(path.lastIndexOf('/'))
  return (method === 'GET' || method === 'HEAD') && !/^\/v1(\/|$)/.test(path) && !last.includes('.')
}

function sendProblem(product: Product, error: unknown, exchange: { request: FastifyRequest; reply: FastifyReply }) {
  const { request, reply } = exchange
  const path = pathOf(request)
  const { publicUrl } = product.config
  const known =
    toFrameworkFailure(error, { method: request.method, path, bodyLimitBytes: request.routeOptions.bodyLimit }) ?? error
  const problem = toProblem(known, { requestId: request.id, path, publicUrl, log: product.log })
  reply.header('x-request-id', request.id)
  reply.headers(retryAfter(problem))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}

/** Bytes that are not HTTP have no request to answer, only a socket. */
function refuseMalformedHttp(error: Error & { code?: string }, socket: import('node:net').Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem: Partial<Problem> = { title: 'Not HTTP', status: 400, detail: 'The request could not be read as HTTP.' }
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
