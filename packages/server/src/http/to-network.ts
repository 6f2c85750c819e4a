import { isIP } from 'node:net'

const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i

/** The network of an address, too coarse to be somebody: 24 bits of IPv4, 48 of IPv6. null for what is no address. */
export function toNetwork(ip: string): string | null {
  const address = ip.replace(MAPPED_IPV4, '').replace(/%.*$/, '')
  switch (isIP(address)) {
    case 4:
      return `${address.split('.').slice(0, 3).join('.')}.0/24`
    case 6:
      return `${firstGroups(address)}::/48`
    default:
      return null
  }
}

function firstGroups(address: string): string {
  const [before = '', after] = address.split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const missing = after === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...rest]
  return all.slice(0, 3).join(':')
}
