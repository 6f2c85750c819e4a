import { sessionCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { findUserByEmail, toAccountEmail } from '../../store/sessions.ts'
import { openSession } from './open-session.ts'
import { isPassword } from './password-hash.ts'

// One person mistyping has enough with 10 a minute; an address behind which many sit gets some more.
const PER_ACCOUNT = 10
const PER_ADDRESS = 50

export const signIn = action(sessionCreate, async ({ product, request, reply }, { body }) => {
  limitAttempts(product, request.ip, toAccountEmail(body.email))
  const user = await findUserByEmail(product.database, body.email)
  // The same work and the same words for an account that does not exist, so that nobody learns who has one.
  if (!(await isPassword(body.password, user?.password_hash)) || !user) throw failure('wrong_password', {})
  return openSession(product, user.id, { request, reply })
})

function limitAttempts(product: Product, ip: string, email: string) {
  const now = product.now()
  const seconds =
    product.attempts.take(ip, { limit: PER_ADDRESS, now }) ||
    product.attempts.take(`${ip} ${email}`, { limit: PER_ACCOUNT, now })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}
