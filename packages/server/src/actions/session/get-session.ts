import { sessionGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { hashToken } from '../../store/hash-token.ts'
import { findSession } from '../../store/sessions.ts'
import { toSession } from './open-session.ts'

export const getSession = action(sessionGet, async ({ product, request }) => {
  const tokenHash = hashToken(request.sessionToken ?? '')
  const row = await findSession(product.database, { tokenHash, now: product.now() })
  if (!row) throw failure('unauthenticated', {})
  return toSession(row)
})
