import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'

// Each asks name servers of other people up to 20 times.
const CHECKS_PER_MINUTE = 30

/** Refuses when somebody has the same project looked up in DNS again and again. */
export function refuseManyChecks({ attempts, now }: Pick<Product, 'attempts' | 'now'>, projectId: number): void {
  const seconds = attempts.take(`domain checks of project ${projectId}`, { limit: CHECKS_PER_MINUTE, now: now() })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}
