import { createHash } from 'node:crypto'
import type { ActionContext } from '../../action.ts'
import { findRepeated, type RepeatedSending } from '../../store/sendings.ts'

// As long as answers are kept for their keys.
const REPEATED_WITHIN_MS = 86_400_000

/** By what a request is known when it comes again with its Idempotency-Key; null: it is not. */
export function hashRequest({ request, caller }: ActionContext, body: object): Buffer | null {
  if (request.idempotencyKey === null) return null
  return createHash('sha256')
    .update(JSON.stringify([caller.actor, request.idempotencyKey, body]))
    .digest()
}

/** What the same request led to when it came before, also when its answer was never given. */
export async function findEarlier(
  { product, caller }: ActionContext,
  request: Buffer | null,
): Promise<RepeatedSending | undefined> {
  if (request === null) return undefined
  const since = new Date(product.now().getTime() - REPEATED_WITHIN_MS)
  return findRepeated(product.database, caller.projectId, { request, since })
}
