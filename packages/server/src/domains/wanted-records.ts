import { spfTermOf } from './spf-terms.ts'

const RECORD_PURPOSES = ['dkim', 'spf', 'dmarc', 'ownership'] as const
export type RecordPurpose = (typeof RECORD_PURPOSES)[number]

/** A domain as far as its records go. */
export type DomainFacts = {
  domain: string
  selector: string
  publicKey: string
  ownershipToken: string
  /** The domain that bounces go to, when it is not the domain itself. */
  returnPath: string | null
  /** Who gets reports about forged mail. */
  reportsTo: string | null
}

/** A record to set. */
export type WantedRecord = {
  purpose: RecordPurpose
  type: 'TXT'
  name: string
  value: string
  /** Mailbox providers ask for it. */
  required: boolean
  why: string
}

/** The records that a domain needs, when mail is handed over to these hosts; none: it stays in the catcher. */
export function wantedRecords(facts: DomainFacts, hosts: string[]): WantedRecord[] {
  const { domain, selector, publicKey, reportsTo } = facts
  return [
    {
      ...{ purpose: 'dkim', type: 'TXT', name: `${selector}._domainkey.${domain}`, required: true },
      value: `v=DKIM1; k=rsa; p=${publicKey}`,
      why: 'The key that your mail is signed with. It also shows that the domain is yours.',
    },
    wantedSpf(facts, hosts),
    {
      ...{ purpose: 'dmarc', type: 'TXT', name: `_dmarc.${domain}`, required: true },
      value: `v=DMARC1; p=none${reportsTo === null ? '' : `; rua=mailto:${reportsTo}`}`,
      why: 'Says what to do with mail that only claims to be from you. Begin with p=none; make it stricter once all your mail is signed. A policy of a domain above holds, too.',
    },
    {
      ...{ purpose: 'ownership', type: 'TXT', name: `_rollcall.${domain}`, required: false },
      value: `rollcall-domain=${facts.ownershipToken}`,
      why: 'Only when another service signs your mail and the DKIM key above is not set: it shows that the domain is yours.',
    },
  ]
}

/** The terms that SPF must have for mail that is handed over to these hosts. */
export function spfTermsOf(hosts: string[]): string[] {
  return [...new Set(hosts.map((host) => spfTermOf(host).term))]
}

function wantedSpf({ domain, returnPath }: DomainFacts, hosts: string[]): WantedRecord {
  const value = ['v=spf1', ...spfTermsOf(hosts), '~all'].join(' ')
  return {
    ...{ purpose: 'spf', type: 'TXT', name: returnPath ?? domain, value },
    required: hosts.length > 0,
    why: `${hosts.length === 0 ? 'Nothing sends yet: mail stays in the built-in catcher.' : hosts.map(toldOf).join(' ')} Says who may send for this domain; if it has an SPF record already, add to that one.`,
  }
}

function toldOf(host: string): string {
  const { term, service } = spfTermOf(host)
  if (service !== null) return `Mail leaves through ${service} (${host}), which asks for ${term}.`
  return `Mail leaves through ${host}. Ask whoever runs it whether it sends from other addresses than its own.`
}
