import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownLinkPage } from '../actions/unsubscribe/page.ts'
import { createTrackingTokens, type TrackingClaim } from '../email/tracking-token.ts'
import type { Product } from '../product.ts'
import { createGroupCommit } from '../store/group-commit.ts'
import { insertHits, type NewHit } from '../store/tracking-hits.ts'
import { HitLimiter } from './hit-limiter.ts'
import { isHttps } from './is-https.ts'
import { securityHeaders } from './security-headers.ts'
import { toNetwork } from './to-network.ts'

// One transparent pixel.
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
// Nobody waits for us longer than this, whatever the database does.
const PATIENCE_MS = 1_000
const LONGEST_HEADER = 500
const SAY_EVERY_MS = 60_000

/** The open pixel and the click links of campaigns. What comes is kept before it is answered; what it means is found out later. */
export function serveTracking(app: FastifyInstance, product: Product) {
  const { secretKey, publicUrl } = product.config
  const tokens = createTrackingTokens(secretKey)
  const note = createNote(product)

  app.get<{ Params: { token: string } }>('/o/:token', async (request, reply) => {
    const claim = tokens.parse(request.params.token)
    if (claim?.kind === 'open') await note(claim, request)
    // Shown in the pages of any mail program.
    return plain(reply).header('cross-origin-resource-policy', 'cross-origin').type('image/gif').send(PIXEL)
  })

  app.get<{ Params: { token: string } }>('/c/:token', async (request, reply) => {
    const claim = tokens.parse(request.params.token)
    if (claim?.kind !== 'click') {
      plain(reply).headers(securityHeaders('page', { isHttps: isHttps(publicUrl) }))
      return reply.status(404).type('text/html; charset=utf-8').send(unknownLinkPage())
    }
    await note(claim, request)
    // The page that is opened need not learn the token, nor that it was a message.
    return plain(reply).header('referrer-policy', 'no-referrer').redirect(claim.url, 302)
  })
}

function plain(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
}

/** Keeps hits in groups; answers once a hit is kept, or could not be in time. */
function createNote(product: Product) {
  const keep = createGroupCommit(async (hits: NewHit[]) => {
    await insertHits(product.database, hits)
    if (hits.some(({ kind }) => kind === 'open')) product.wake('tracking')
    return hits.map(() => true)
  })
  const limiter = new HitLimiter()
  let saidAtMs = Number.NEGATIVE_INFINITY

  function sayUnrecorded(now: Date) {
    if (now.getTime() - saidAtMs < SAY_EVERY_MS) return
    saidAtMs = now.getTime()
    product.log.warn('One network opened or clicked too often; not all of it is recorded.', {
      hits: limiter.takeUnrecorded(),
    })
  }

  return async (claim: TrackingClaim, request: FastifyRequest) => {
    const hit = toHit(claim, request, product.now())
    // Whoever asks is answered as always; only nothing is written down.
    if (!limiter.take(hit.network, hit.at)) return sayUnrecorded(hit.at)
    const kept = keep(hit).catch((error: unknown) => {
      product.log.error('An open or a click could not be kept.', { reason: String(error) })
    })
    const answered = new AbortController()
    await Promise.race([kept, sleep(PATIENCE_MS, undefined, { signal: answered.signal }).catch(() => {})])
    answered.abort()
  }
}

function toHit(claim: TrackingClaim, request: FastifyRequest, at: Date): NewHit {
  const { projectId, rowNo, campaignUuid, kind } = claim
  const header = (name: string) => storable(request.headers[name])
  const prefetch = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].flatMap((name) => header(name) ?? [])
  return {
    projectId,
    rowNo,
    campaignId: campaignUuid,
    kind,
    linkNo: claim.kind === 'click' ? claim.linkNo : null,
    url: claim.kind === 'click' ? claim.url : null,
    at,
    method: request.method,
    userAgent: header('user-agent'),
    network: toNetwork(request.ip),
    prefetch: prefetch.length > 0 ? prefetch.join(', ') : null,
  }
}

function storable(value: string | string[] | undefined): string | null {
  return value === undefined ? null : String(value).replaceAll('\u0000', '').slice(0, LONGEST_HEADER).toWellFormed()
}
