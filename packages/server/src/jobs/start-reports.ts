import type { Product, Worker } from '../product.ts'
import { startLoop } from './loop.ts'
import { settleNextReports } from './reports/settle-reports.ts'

/** Does what sending services report until it is stopped. */
export function startReports(product: Product): Worker {
  return startLoop(
    () => settleNextReports(product),
    (error) =>
      product.log.error('Reports of deliveries met an error; they are kept and tried again.', {
        reason: String(error),
      }),
  )
}
