import { invalid } from '../../failure.ts'
import type { DomainChoices } from '../../store/sending-domains.ts'
import { parseDomain } from './parse-domain.ts'

/** Where bounces and reports of a domain go. */
export function parseChoices({ returnPath, reportsTo }: DomainChoices, domain: string): DomainChoices {
  return {
    ...(reportsTo !== undefined && { reportsTo }),
    ...(returnPath !== undefined && { returnPath: returnPath && parseReturnPath(returnPath, domain) }),
  }
}

// Else SPF would not be aligned with the sender (RFC 9989, 3.2.10), and the record would not help.
function parseReturnPath(text: string, domain: string): string | null {
  const name = parseDomain(text, '/returnPath')
  if (name === domain) return null
  if (name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`)) return name
  throw invalid('/returnPath', `${name} is neither below nor above ${domain}`)
}
