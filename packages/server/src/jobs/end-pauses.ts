import type { Product, Worker } from '../product.ts'
import { endPauses, listEndedPauses } from '../store/preferences.ts'
import { eachApart } from './each-apart.ts'
import { startLoop } from './loop.ts'

const AT_ONCE = 1_000

/** Ends pauses within a second or two of their time, so that people are reached, counted and in segments again. */
export function startPauses(product: Product): Worker {
  return startLoop(
    () => endDuePauses(product),
    (error) => product.log.warn('Pauses could not be ended; trying again.', { reason: String(error) }),
  )
}

/** Ends the pauses that are over. Returns whether there may be more. */
export async function endDuePauses({
  database,
  now,
  log,
}: Pick<Product, 'database' | 'now' | 'log'>): Promise<boolean> {
  const at = now()
  const due = await listEndedPauses(database, { now: at, limit: AT_ONCE })
  const ended = await eachApart(
    due,
    ([projectId, rowNos]) =>
      database.write({ projectId, actor: 'system' }, (transaction) => endPauses(transaction, { rowNos, now: at })),
    (error, [project]) => log.warn('Pauses could not be ended; trying again.', { project, reason: String(error) }),
  )
  return ended.length > 0
}
