import { failure, invalid } from '../failure.ts'
import type { Product } from '../product.ts'
import { seal, unseal } from '../sealing.ts'
import { claimKey, type RequestIdentity, releaseKey, storeAnswer } from '../store/idempotency.ts'
import type { Answer } from './answer.ts'

// Kept answers hold personal data and, from POST /v1/keys, a token: so they are encrypted at rest.
const SEALED_FOR = 'idempotent answers'

/** An Idempotency-Key header. Source: draft-ietf-httpapi-idempotency-key-header-07; Stripe allows 255 characters too. */
export function parseIdempotencyKey(header: string): string {
  if (!/^[\x20-\x7e]{1,255}$/.test(header))
    throw invalid('Idempotency-Key', 'must be 1 to 255 printable ASCII characters')
  return header
}

/**
 * Runs a request once for its key and gives whoever repeats it the first answer, for 24 hours. Answers of 500 and above are
 * not kept, so that a repetition runs again.
 */
export async function runOnce(
  product: Product,
  identity: RequestIdentity,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const earlier = await claimKey(product.database, identity, product.now())
  if (earlier) {
    if (!earlier.request_hash.equals(identity.requestHash)) throw failure('idempotency_mismatch', {})
    if (earlier.status === null || earlier.body === null) throw failure('request_in_progress', {})
    const headers = { ...earlier.headers, 'idempotent-replayed': 'true' }
    return { status: earlier.status, headers, body: unseal(earlier.body, SEALED_FOR, product.config) }
  }
  const answer = await run()
  if (answer.status >= 500 || typeof answer.body !== 'string') await releaseKey(product.database, identity)
  else {
    const body = seal(answer.body, SEALED_FOR, product)
    await storeAnswer(product.database, identity, { ...answer, body })
  }
  return answer
}
