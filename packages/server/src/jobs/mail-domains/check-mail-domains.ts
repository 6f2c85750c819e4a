import type { Product } from '../../product.ts'
import { invalidateDeadAddresses, listUncheckedDomains, saveMailDomain } from '../../store/mail-domains.ts'
import { listProjectIds } from '../../store/projects.ts'
import { type MailResolver, takesMail } from './takes-mail.ts'

const RECHECK_MS = 30 * 24 * 60 * 60_000
const DOMAINS_AT_ONCE = 500
const QUESTIONS_AT_ONCE = 10

/** Asks DNS about domains of contacts that were not asked about lately, and marks addresses that cannot receive mail. */
export async function checkMailDomains(product: Product, resolver: MailResolver): Promise<void> {
  for (const projectId of await listProjectIds(product.database)) {
    const before = new Date(product.now().getTime() - RECHECK_MS)
    const domains = await listUncheckedDomains(product.database, projectId, { before, limit: DOMAINS_AT_ONCE })
    const queue = domains.values()
    await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, () => checkEach(product, resolver, queue)))
    await product.database.write({ projectId, actor: 'system', bulk: true }, invalidateDeadAddresses)
  }
}

/** Several of these share one queue. */
async function checkEach(product: Product, resolver: MailResolver, queue: Iterable<string>) {
  for (const domain of queue) {
    const answer = await takesMail(resolver, domain)
    if (answer === undefined) continue
    await saveMailDomain(product.database, { domain, takesMail: answer, checkedAt: product.now() })
  }
}
