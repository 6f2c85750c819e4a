import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { toAccountEmail } from '../../store/sessions.ts'

// One person mistyping has enough with 10 a minute; an address behind which many sit gets some more.
const PER_ACCOUNT = 10
const PER_ADDRESS = 50

/** Counts an attempt to give a password, and refuses it when there were too many lately. */
export function limitAttempts(product: Product, ip: string, email: string) {
  const now = product.now()
  const seconds =
    product.attempts.take(ip, { limit: PER_ADDRESS, now }) ||
    product.attempts.take(`${ip} ${toAccountEmail(email)}`, { limit: PER_ACCOUNT, now })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}
