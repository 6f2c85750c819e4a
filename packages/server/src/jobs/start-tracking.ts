import type { Product, Worker } from '../product.ts'
import { startLoop } from './loop.ts'
import { settleNext } from './tracking/settle-next.ts'

/** Makes events of opens and clicks until it is stopped. */
export function startTracking(product: Product): Worker {
  return startLoop(
    () => settleNext(product),
    (error) =>
      product.log.error('Opens and clicks met an error; they are kept and tried again.', { reason: String(error) }),
  )
}
