/** The two questions to DNS; `node:dns/promises`' Resolver answers them. */
export type MailResolver = {
  resolveMx(domain: string): Promise<{ exchange: string }[]>
  resolve4(domain: string): Promise<string[]>
}

// There is no such name, or it has no such record. Anything else is DNS's trouble and says nothing of the domain.
const NOTHING_THERE = new Set(['ENOTFOUND', 'ENODATA'])

/**
 * Whether a domain takes mail; undefined when DNS did not answer. A null MX says no (RFC 7505); without any MX the domain's
 * own address is its mail server (RFC 5321, 5.1).
 */
export async function takesMail(resolver: MailResolver, domain: string): Promise<boolean | undefined> {
  const exchanges = await ask(() => resolver.resolveMx(domain))
  if (exchanges === undefined) return undefined
  if (exchanges.length > 0) return exchanges.some(({ exchange }) => exchange !== '' && exchange !== '.')
  const addresses = await ask(() => resolver.resolve4(domain))
  return addresses && addresses.length > 0
}

async function ask<Answer>(question: () => Promise<Answer[]>): Promise<Answer[] | undefined> {
  try {
    return await question()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return NOTHING_THERE.has(code) ? [] : undefined
  }
}
