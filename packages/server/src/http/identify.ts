import { timingSafeEqual } from 'node:crypto'
import { ROLE_SCOPES, toId } from '@rollcall/contract'
import type { Caller } from '../action.ts'
import type { Product } from '../product.ts'
import { hashToken } from '../store/hash-token.ts'
import { findKeyByHash, type KeyHolder, markKeyUsed } from '../store/keys.ts'
import { findSession } from '../store/sessions.ts'

const USED_EVERY_MS = 60_000

/** Who holds the key of an Authorization header; undefined when nobody does any more. */
export async function findKeyCaller(product: Product, authorization: string): Promise<Caller | undefined> {
  const [, token] = /^Bearer +([!-~]{1,200})$/i.exec(authorization) ?? []
  if (token === undefined) return undefined
  const tokenHash = hashToken(token)
  const key = await findKeyByHash(product.database, tokenHash)
  if (!key || !timingSafeEqual(key.token_hash, tokenHash)) return undefined
  if (key.expires_at !== null && key.expires_at <= product.now()) return undefined
  noteUse(product, key)
  return { projectId: key.project_id, actor: `key:${toId('key', key.id)}`, scopes: key.scopes }
}

// At most once a minute and behind the answer: a busy key would otherwise write on every read.
function noteUse(product: Product, key: KeyHolder) {
  const at = product.now()
  if (key.last_used_at !== null && at.getTime() - key.last_used_at.getTime() < USED_EVERY_MS) return
  markKeyUsed(product.database, { projectId: key.project_id, id: key.id, at }).catch((error: unknown) => {
    product.log.warn('The last use of a key could not be noted.', { reason: String(error) })
  })
}

/** Who is signed in with a session cookie. */
export async function findSessionCaller(product: Product, token: string): Promise<Caller | undefined> {
  const session = await findSession(product.database, { tokenHash: hashToken(token), now: product.now() })
  if (!session) return undefined
  return {
    projectId: session.project_id,
    actor: `user:${toId('user', session.user_id)}`,
    scopes: ROLE_SCOPES[session.role],
    userId: session.user_id,
  }
}
