import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Route, RouteInput } from '@rollcall/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Action, ActionContext, Caller } from '../action.ts'
import { parsePosition } from '../feed/start-live-index.ts'
import type { Product } from '../product.ts'
import { admit } from './admit.ts'
import type { Answer } from './answer.ts'
import { bodyLimitBytes } from './body-limit.ts'
import { findStream } from './find-stream.ts'
import { parseIdempotencyKey, runOnce } from './idempotency-key.ts'
import { isHttps } from './is-https.ts'
import { isSameSite } from './is-same-site.ts'
import type { OpenStreams } from './open-streams.ts'
import { parseInput } from './parse-input.ts'
import { pathOf } from './path-of.ts'
import { retryAfter, toProblem } from './problem.ts'
import { readBody, takesRawBody } from './read-body.ts'
import { type ReceivedUpload, receiveUpload } from './receive-upload.ts'
import { runAction } from './run-action.ts'
import { securityHeaders } from './security-headers.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import { toNetwork } from './to-network.ts'

export type Service = { product: Product; action: Action; validateReplies: boolean; streams: OpenStreams }

/** Answers one route of the contract: who, may they, what do they ask, run it, once. */
export function serveRoute(app: FastifyInstance, service: Service) {
  const { route } = service.action
  const callers = new WeakMap<FastifyRequest, Caller>()
  app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit: bodyLimitBytes(route),
    // Before the body is read: strangers do not get to send one.
    onRequest: async (request) => {
      const caller = await admit(service.product, route, request)
      if (caller) callers.set(request, caller)
    },
    handler: (request, reply) => new Exchange({ service, request, reply, caller: callers.get(request) }).serve(),
  })
}

type ExchangeParts = { service: Service; request: FastifyRequest; reply: FastifyReply; caller: Caller | undefined }

/** One request on its way to its answer. */
class Exchange {
  readonly #product: Product
  readonly #route: Route
  readonly #parts: ExchangeParts

  constructor(parts: ExchangeParts) {
    this.#product = parts.service.product
    this.#route = parts.service.action.route
    this.#parts = parts
  }

  async serve(): Promise<FastifyReply> {
    return this.#send(this.#route.upload ? await this.#answerUpload() : await this.#answer(undefined))
  }

  async #answerUpload(): Promise<Answer> {
    const { config, randomBytes } = this.#product
    const place = { dataDir: config.dataDir, name: randomBytes(16).toString('hex') }
    const received = await receiveUpload(this.#parts.request, place)
    let isTaken = false
    try {
      return await this.#answer(received, () => {
        isTaken = true
      })
    } finally {
      if (!isTaken) await rm(received.upload.path, { force: true })
    }
  }

  async #answer(received: ReceivedUpload | undefined, onTaken = () => {}): Promise<Answer> {
    const { request } = this.#parts
    const body = received ? received.options : readBody(this.#route, request)
    const input = parseInput(this.#route, { params: paramsOf(request), query: queryOf(request), body })
    await this.#catchUp()
    return this.#once(received?.options, async () => {
      const answer = await this.#run(input, received)
      onTaken()
      return answer
    })
  }

  /** Waits until the write that the caller saw is in the index. */
  async #catchUp() {
    const { request, caller } = this.#parts
    const after = request.headers['rollcall-after']
    if (caller && typeof after === 'string') await this.#product.index.caughtUp(caller.projectId, parsePosition(after))
  }

  async #once(options: unknown, run: () => Promise<Answer>): Promise<Answer> {
    const { request, caller } = this.#parts
    const header = request.headers['idempotency-key']
    const { method } = this.#route
    if (!caller || typeof header !== 'string' || (method !== 'POST' && method !== 'PATCH')) return run()
    const identity = { ...caller, key: parseIdempotencyKey(header), requestHash: hashRequest(request, options) }
    // A refusal by the action is its answer, and is kept like any other.
    return runOnce(this.#product, identity, () => run().catch((error: unknown) => this.#toProblemAnswer(error)))
  }

  #run(input: RouteInput<Route>, received: ReceivedUpload | undefined): Promise<Answer> {
    const { service, request, reply, caller } = this.#parts
    const { publicUrl } = this.#product.config
    const key = request.headers['idempotency-key']
    const facts: ActionContext['request'] = {
      idempotencyKey: typeof key === 'string' ? key : null,
      ip: request.ip,
      network: toNetwork(request.ip),
      userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
      origin: request.headers.origin?.slice(0, 500) ?? null,
      isOwnPage: isSameSite(request.headers, request.host) === true,
      sessionToken: readSessionCookie(request, publicUrl),
      rawBody: takesRawBody(this.#route) && Buffer.isBuffer(request.body) ? request.body.toString('utf8') : null,
      upload: received?.upload ?? null,
      // Whoever only wants the head must not have everybody read.
      stream: request.method === 'HEAD' ? null : findStream(this.#route, request.headers.accept),
    }
    const setSession = (token: string | null) => writeSessionCookie(reply, token, publicUrl)
    return runAction({ ...service, input, caller, request: facts, setSession })
  }

  #toProblemAnswer(error: unknown): Answer {
    const { request } = this.#parts
    const { log, config } = this.#product
    const occasion = { requestId: request.id, path: pathOf(request), publicUrl: config.publicUrl, log }
    const problem = toProblem(error, occasion)
    const headers = { 'content-type': 'application/problem+json; charset=utf-8', ...retryAfter(problem) }
    return { status: problem.status, headers, body: JSON.stringify(problem) }
  }

  #send({ status, headers, body }: Answer): FastifyReply {
    const { reply } = this.#parts
    const isPage = headers['content-type']?.startsWith('text/html') ?? false
    if (isPage) reply.headers(securityHeaders('page', { isHttps: isHttps(this.#product.config.publicUrl) }))
    reply.header('cache-control', 'no-store').headers(headers).status(status)
    if (this.#route.media === 'text/event-stream') this.#parts.service.streams.add(body)
    return status === 204 ? reply.send() : reply.send(body)
  }
}

// An uploaded file is not part of what has to be the same: it would have to be read once more for that.
function hashRequest(request: FastifyRequest, options: unknown): Buffer {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`)
  if (Buffer.isBuffer(request.body)) hash.update(request.body)
  else if (options !== undefined) hash.update(JSON.stringify(options))
  return hash.digest()
}

function paramsOf(request: FastifyRequest): Record<string, string> {
  // why: Fastify decodes each :name of the path to a text
  return { ...(request.params as Record<string, string>) }
}

function queryOf(request: FastifyRequest): Record<string, unknown> {
  // why: Fastify's parser gives an object of texts, and of lists of texts for names given twice
  return { ...(request.query as Record<string, unknown>) }
}
