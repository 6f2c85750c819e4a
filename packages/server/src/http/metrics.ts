import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { failure } from '../failure.ts'
import type { Product } from '../product.ts'
import { listProjectIds, readSettledPosition } from '../store/projects.ts'
import { findCaller } from './admit.ts'

const DURATIONS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const EVERYONE = { is: 'constant', value: true } as const

/** Serves /metrics in the Prometheus text format: the process, HTTP durations, the index and its distance to the record. */
export function addMetrics(app: FastifyInstance, product: Product) {
  const register = new Registry()
  const durations = new Histogram({
    name: 'rollcall_http_request_duration_seconds',
    help: 'How long requests took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATIONS_S,
    registers: [register],
  })
  addIndexGauges(product, register)
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'other'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  let hasDefaults = false
  app.get('/metrics', async (request, reply) => {
    await refuseStrangers(product, request)
    if (!hasDefaults) collectDefaultMetrics({ register })
    hasDefaults = true
    return sendMetrics(reply, register)
  })
}

async function sendMetrics(reply: FastifyReply, register: Registry) {
  return reply.type(register.contentType).send(await register.metrics())
}

// They tell how many people are in the database: open on the machine itself, elsewhere with a key.
async function refuseStrangers(product: Product, request: FastifyRequest) {
  const isDirect = request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  const isLocal = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
  if (!(isDirect && isLocal) && !(await findCaller(product, request))) throw failure('unauthenticated', {})
}

function addIndexGauges(product: Product, register: Registry) {
  new Gauge({
    name: 'rollcall_index_contacts',
    help: 'Contacts in the audience index',
    registers: [register],
    async collect() {
      const projectIds = await listProjectIds(product.database)
      const counts = await Promise.all(projectIds.map((projectId) => product.index.count(projectId, EVERYONE)))
      this.set(counts.reduce((sum, count) => sum + count, 0))
    },
  })
  new Gauge({
    name: 'rollcall_feed_lag_seconds',
    help: 'How long the audience index needed to reach what the record held when this was asked',
    registers: [register],
    async collect() {
      const projectIds = await listProjectIds(product.database)
      const position = await readSettledPosition(product.database)
      const startedAt = performance.now()
      await Promise.all(projectIds.map((projectId) => product.index.caughtUp(projectId, position)))
      this.set((performance.now() - startedAt) / 1000)
    },
  })
}
