import { toId } from '@rollcall/contract'
import { checkDomain, showsOwnership } from '../domains/check-domain.ts'
import type { Product, Worker } from '../product.ts'
import { sendingHosts } from '../senders/sending-hosts.ts'
import { getDomain, keepVerdicts, takeDueDomains } from '../store/sending-domains.ts'
import { recheckDueTrackingHosts } from './recheck-tracking-hosts.ts'

type Setting = Pick<Product, 'config' | 'database' | 'now'>

const LOOK_EVERY_MS = 60_000
const AT_ONCE = 5
const HELD_MS = 5 * 60_000
const DAY_MS = 24 * 3_600_000
/** Somebody who has just set the records waits for them to be seen. */
const SOON_MS = 5 * 60_000

/** Looks a domain's records up, keeps what was found, and says when to look again. */
export async function recheckDomain(
  { config, database, now }: Setting,
  { projectId, id }: { projectId: number; id: string },
): Promise<void> {
  const row = await getDomain(database, projectId, toId('domain', id))
  const hosts = await sendingHosts({ config, database }, projectId)
  const verdicts = await checkDomain(row, { hosts, servers: config.dnsServers })
  const at = now()
  const isOwned = showsOwnership(verdicts)
  const isYoung = at.getTime() - row.createdAt.getTime() < DAY_MS
  const waitMs = isOwned || !isYoung ? DAY_MS : SOON_MS
  await keepVerdicts(
    database,
    { projectId, id },
    { verdicts, isOwned, now: at, checkAt: new Date(at.getTime() + waitMs) },
  )
}

/** Looks up what is due, a few at a time, until all of it is done. */
export async function recheckDueDomains(
  product: Setting & Pick<Product, 'log'>,
  isStopped = () => false,
): Promise<void> {
  const now = product.now()
  const heldUntil = new Date(now.getTime() + HELD_MS)
  const due = await takeDueDomains(product.database, { now, heldUntil, limit: AT_ONCE })
  for (const key of due) {
    if (isStopped()) return
    await recheckDomain(product, key).catch((error: unknown) => {
      product.log.warn('A domain could not be checked; it is tried again.', { reason: String(error) })
    })
  }
  if (due.length === AT_ONCE) await recheckDueDomains(product, isStopped)
}

/** Keeps what is known of domains up to date until it is stopped. */
export function startDomainChecks(product: Product): Worker {
  let running = Promise.resolve()
  let isStopped = false
  const wake = () => {
    running = running
      .then(() => recheckDueDomains(product, () => isStopped))
      .then(() => recheckDueTrackingHosts(product, () => isStopped))
      .catch((error: unknown) => {
        product.log.warn('Domains could not be checked; the next minute tries again.', { reason: String(error) })
      })
  }
  const timer = setInterval(wake, LOOK_EVERY_MS)
  return {
    wake,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await running
    },
  }
}
