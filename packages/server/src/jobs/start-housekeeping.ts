import type { Product, Worker } from '../product.ts'
import { deleteOldEventKeys } from '../store/events.ts'
import { deleteOldKeys } from '../store/idempotency.ts'
import { deleteExpiredSessions } from '../store/sessions.ts'

const EVERY_MS = 60 * 60_000

/** Deletes, every hour, what has expired: kept answers and sessions. */
export function startHousekeeping(product: Product): Worker {
  let running = Promise.resolve()
  const wake = () => {
    running = tidy(product).catch((error: unknown) => {
      product.log.warn('Expired answers and sessions could not be deleted; the next hour tries again.', {
        reason: String(error),
      })
    })
  }
  const timer = setInterval(wake, EVERY_MS)
  return {
    wake,
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function tidy(product: Product) {
  await deleteOldKeys(product.database, product.now())
  await deleteOldEventKeys(product.database, product.now())
  await deleteExpiredSessions(product.database, product.now())
}
