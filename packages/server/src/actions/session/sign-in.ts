import { sessionCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { findUserByEmail } from '../../store/sessions.ts'
import { limitAttempts } from './limit-attempts.ts'
import { openSession } from './open-session.ts'
import { isPassword } from './password-hash.ts'

export const signIn = action(sessionCreate, async ({ product, request, reply }, { body }) => {
  limitAttempts(product, request.ip, body.email)
  const user = await findUserByEmail(product.database, body.email)
  // The same work and the same words for an account that does not exist, so that nobody learns who has one.
  if (!(await isPassword(body.password, user?.password_hash)) || !user) throw failure('wrong_password', {})
  return openSession(product, user.id, { request, reply })
})
