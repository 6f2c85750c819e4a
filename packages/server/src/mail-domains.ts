import { Resolver } from 'node:dns/promises'
import type { PreparedContact } from './contacts/prepared-contact.ts'

/** The questions to DNS; node:dns/promises has them. */
export type MailResolver = Pick<Resolver, 'resolveMx' | 'resolve4' | 'resolve6'>

const KEPT_MS = 3_600_000
const MOST_KEPT = 20_000
const AT_ONCE = 20
const TIMEOUT_MS = 2_000

/** Finds out which domains take no mail at all, and remembers it for an hour. */
export class MailDomains {
  readonly #resolver: MailResolver
  #known = new Map<string, boolean>()
  #since = 0

  constructor(resolver: MailResolver) {
    this.#resolver = resolver
  }

  /** Marks addresses as invalid whose domain takes no mail. A question that nobody answers says nothing. */
  async judge(contacts: readonly PreparedContact[], now: Date): Promise<void> {
    if (now.getTime() - this.#since > KEPT_MS || this.#known.size > MOST_KEPT) {
      this.#known = new Map()
      this.#since = now.getTime()
    }
    const unknown = new Set(
      contacts.flatMap(({ emailDomain }) => emailDomain ?? []).filter((it) => !this.#known.has(it)),
    )
    const waiting = [...unknown]
    const ask = async () => {
      for (let domain = waiting.pop(); domain !== undefined; domain = waiting.pop()) {
        this.#known.set(domain, await this.#takesMail(domain))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, ask))
    for (const contact of contacts) {
      if (contact.emailDomain && this.#known.get(contact.emailDomain) === false) contact.validation = 'invalid'
    }
  }

  // RFC 5321, 5.1: without MX records the domain's own address takes the mail. RFC 7505: the only MX "." refuses all.
  async #takesMail(domain: string): Promise<boolean> {
    const exchangers = await answer(this.#resolver.resolveMx(domain))
    if (exchangers === 'unknown') return true
    if (exchangers.length > 0) return exchangers.some(({ exchange }) => exchange !== '' && exchange !== '.')
    const addresses = await Promise.all([
      answer(this.#resolver.resolve4(domain)),
      answer(this.#resolver.resolve6(domain)),
    ])
    return addresses.some((found) => found === 'unknown' || found.length > 0)
  }
}

async function answer<Record>(question: Promise<Record[]>): Promise<Record[] | 'unknown'> {
  try {
    return await question
  } catch (error) {
    // why: errors of node:dns carry a code, which Error does not declare
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : 'unknown'
  }
}

/** Asks the machine's own name servers. */
export const mailDomains = new MailDomains(new Resolver({ timeout: TIMEOUT_MS, tries: 2 }))
