import type { Product, Worker } from '../product.ts'
import { vacuumErased, wasErasedSince } from '../store/vacuum-erased.ts'
import { startLoop } from './loop.ts'

const DAY_MS = 24 * 60 * 60_000

/** Rids the record's tables of the dead rows of whoever was erased; a start does it for the day before. */
export function startErasures(product: Product): Worker {
  let since = new Date(product.now().getTime() - DAY_MS)
  return startLoop(
    async () => {
      if (!(await wasErasedSince(product.database, since))) return false
      const begun = product.now()
      await vacuumErased(product.database)
      since = begun
      return false
    },
    (error) =>
      product.log.warn('Dead rows of erased people could not be vacuumed; trying again.', { reason: String(error) }),
  )
}
