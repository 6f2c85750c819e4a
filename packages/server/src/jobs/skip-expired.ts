import type { Product, Worker } from '../product.ts'
import { skipExpired } from '../store/expired-sendings.ts'
import { startLoop } from './loop.ts'

const AT_ONCE = 1_000

/** Skips what waits longer than its expiresAt within a second or two, so that nobody reads that it is still to come. */
export function startExpiries({ database, now, log }: Product): Worker {
  return startLoop(
    async () => (await skipExpired(database, { now: now(), limit: AT_ONCE })) === AT_ONCE,
    (error) => log.warn('What came too late could not be skipped; trying again.', { reason: String(error) }),
  )
}
