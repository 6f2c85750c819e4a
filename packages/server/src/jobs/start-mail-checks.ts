import { Resolver } from 'node:dns/promises'
import type { Product, Worker } from '../product.ts'
import { checkMailDomains } from './mail-domains/check-mail-domains.ts'

const EVERY_MS = 10 * 60_000

/** Looks up the mail exchangers of contacts' domains now and then, if ROLLCALL_CHECK_MX asks for it. */
export function startMailChecks(product: Product): Worker {
  if (!product.config.checkMx) return { wake: () => {}, stop: async () => {} }
  const resolver = new Resolver({ timeout: 5_000, tries: 2 })
  let running: Promise<void> | undefined
  const wake = () => {
    running ??= checkMailDomains(product, resolver)
      .catch((error: unknown) => product.log.warn('Mail domains could not be checked.', { reason: String(error) }))
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(wake, EVERY_MS)
  wake()
  return {
    wake,
    async stop() {
      clearInterval(timer)
      resolver.cancel()
      await running
    },
  }
}
