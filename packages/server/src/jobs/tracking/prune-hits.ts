import type { Product } from '../../product.ts'
import { deleteSettledHits } from '../../store/tracking-hits.ts'

/** Long enough to look into what programs did to a campaign, and to judge it anew. */
const HITS_KEPT_DAYS = 90

const DAY_MS = 86_400_000
const AT_ONCE = 5_000

/**
 * Deletes raw opens and clicks that became events long ago. No figure changes: each is counted from its event, which says whose
 * it was, whether a machine did it and why.
 */
export async function pruneHits({ database, now }: Pick<Product, 'database' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - HITS_KEPT_DAYS * DAY_MS)
  while ((await deleteSettledHits(database, { before, limit: AT_ONCE })) === AT_ONCE);
}
