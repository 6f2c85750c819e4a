import type { FastifyReply, FastifyRequest } from 'fastify'
import { isHttps } from './is-https.ts'

const DAYS_30_SECONDS = 30 * 86_400

// `__Host-` makes browsers insist on Secure, Path=/ and no Domain; it exists on https only.
function nameFor(publicUrl: string): string {
  return isHttps(publicUrl) ? '__Host-rollcall' : 'rollcall_session'
}

export function readSessionCookie(request: FastifyRequest, publicUrl: string): string | null {
  return request.cookies[nameFor(publicUrl)] ?? null
}

/** null removes it. */
export function writeSessionCookie(reply: FastifyReply, token: string | null, publicUrl: string) {
  reply.setCookie(nameFor(publicUrl), token ?? '', {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(publicUrl),
    maxAge: token === null ? 0 : DAYS_30_SECONDS,
  })
}
