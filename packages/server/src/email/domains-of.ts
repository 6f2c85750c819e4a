import { domainToASCII } from 'node:url'

/** The domain of an address and those above it, nearest first, in ASCII: any of them is aligned with it (RFC 9989, 3.2.10). */
export function domainsOf(address: string): string[] {
  const labels = domainToASCII(address.slice(address.lastIndexOf('@') + 1).toLowerCase()).split('.')
  return labels.map((_, place) => labels.slice(place).join('.'))
}
