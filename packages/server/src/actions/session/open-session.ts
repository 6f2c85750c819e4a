import { ROLE_SCOPES, type RouteReply, type sessionGet, toId } from '@rollcall/contract'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { hashToken } from '../../store/hash-token.ts'
import { deleteSession, findSession, insertSession, type SessionRow } from '../../store/sessions.ts'

const SESSION_MS = 30 * 86_400_000

type Session = RouteReply<typeof sessionGet>
type Reply = { session(token: string | null): void }

/** Signs somebody in with a fresh token; the one that the browser came with, whosever it was, ends. */
export async function openSession(
  product: Product,
  userId: string,
  exchange: { request: { sessionToken: string | null }; reply: Reply },
): Promise<Session> {
  const { database } = product
  if (exchange.request.sessionToken !== null) await deleteSession(database, hashToken(exchange.request.sessionToken))
  const token = product.randomBytes(32).toString('base64url')
  const now = product.now()
  const tokenHash = hashToken(token)
  await insertSession(database, { tokenHash, userId, expiresAt: new Date(now.getTime() + SESSION_MS) })
  const row = await findSession(database, { tokenHash, now })
  if (!row) throw failure('unauthenticated', {})
  exchange.reply.session(token)
  return toSession(row)
}

/** A session as the API shows it. */
export function toSession(row: SessionRow): Session {
  return {
    user: { id: toId('user', row.user_id), email: row.email, name: row.name },
    role: row.role,
    scopes: [...ROLE_SCOPES[row.role]],
  }
}
