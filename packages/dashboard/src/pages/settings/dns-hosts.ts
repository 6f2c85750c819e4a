type Record = { name: string; value: string }

/** Who serves a domain's DNS, and what they want of a record other than all the rest. */
export type DnsHost = {
  id: string
  label: string
  /** Whether their form adds the domain to the name by itself. */
  addsDomain: boolean
  /** Whether the name of the domain itself is left empty there; elsewhere it is @. */
  hasEmptyRoot?: true
  hint: string
  /** The value as their form takes it, where that is not as it is. */
  toValue?: (value: string) => string
}

// RFC 1035, 3.3: one string of a TXT record has no more than 255 bytes.
const PIECE = /.{1,255}/g
const inPieces = (value: string) => (value.match(PIECE) ?? []).map((piece) => `"${piece}"`).join(' ')

/** Those whose forms are most often asked about; the first holds where nobody knows. */
export const DNS_HOSTS: readonly [DnsHost, ...DnsHost[]] = [
  {
    id: 'other',
    label: 'Another one',
    addsDomain: false,
    hint: 'If the page adds the domain to the name by itself, leave the domain away at the end of the name.',
  },
  {
    id: 'cloudflare',
    label: 'Cloudflare',
    addsDomain: true,
    hint: 'DNS, Records, Add record. The long value goes in as it is.',
  },
  {
    id: 'route53',
    label: 'Amazon Route 53',
    addsDomain: true,
    hasEmptyRoot: true,
    hint: 'Create record, simple routing. The value has to be in quotation marks, what is longer than 255 letters in pieces: it is written so below.',
    toValue: inPieces,
  },
  {
    id: 'google',
    label: 'Google Cloud DNS',
    addsDomain: true,
    hasEmptyRoot: true,
    hint: 'Add standard, then add item. The value has to be in quotation marks, what is longer than 255 letters in pieces: it is written so below.',
    toValue: inPieces,
  },
  {
    id: 'godaddy',
    label: 'GoDaddy',
    addsDomain: true,
    hint: 'DNS, Add new record. The long value goes in as it is.',
  },
  {
    id: 'namecheap',
    label: 'Namecheap',
    addsDomain: true,
    hint: 'Advanced DNS, Add new record. Their “Host” is the name; the long value goes in as it is.',
  },
]

/** A record as somebody types it at a DNS host, for a zone that is this domain. */
export function toTyped(
  { name, value }: Record,
  domain: string,
  { addsDomain, hasEmptyRoot, toValue }: DnsHost,
): Record {
  const isBelow = addsDomain && name.endsWith(`.${domain}`)
  return {
    name:
      addsDomain && name === domain ? (hasEmptyRoot ? '' : '@') : isBelow ? name.slice(0, -domain.length - 1) : name,
    value: toValue ? toValue(value) : value,
  }
}
