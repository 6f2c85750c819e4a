import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../../product.ts'
import { type Attempt, type Ending, type Mark, markSending, settleDeliveries } from '../../store/delivery-attempts.ts'
import { ensureEventMonths } from '../../store/events.ts'
import { createGroupCommit } from '../../store/group-commit.ts'

/** The two moments at which a delivery is written down: before its message leaves, and after. Each waits for its commit. */
export type Ledger = { mark(attempt: Attempt): Promise<Mark>; settle(ending: Ending): Promise<void> }

// A PostgreSQL that died is back within 10 s, and what the mail server said must not be forgotten meanwhile.
const TRIES = 60
const RETRY_DELAY_MS = 500

/** Writes the deliveries of all connections in groups; both statements may be repeated, so they are until they succeed. */
export function openLedger({ database, now, log }: Pick<Product, 'database' | 'now' | 'log'>): Ledger {
  const prepared = new Set<string>()

  async function prepareEvents(at: Date) {
    const month = at.toISOString().slice(0, 7)
    if (prepared.has(month)) return
    await ensureEventMonths(database, [at.getTime() / 1_000])
    prepared.add(month)
  }

  async function untilWritten<Result>(write: (at: Date) => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write(now())
      } catch (error) {
        if (tries === TRIES) throw error
        if (tries === 1) log.warn('The delivery ledger could not be written; trying again.', { reason: String(error) })
        await sleep(RETRY_DELAY_MS)
      }
    }
  }

  const settle = createGroupCommit(async (endings: Ending[]) => {
    await untilWritten(async (at) => {
      await prepareEvents(at)
      await settleDeliveries(database, endings, at)
    })
    return endings.map(() => true)
  })
  return {
    mark: createGroupCommit((attempts: Attempt[]) => untilWritten((at) => markSending(database, attempts, at))),
    settle: async (ending) => void (await settle(ending)),
  }
}
