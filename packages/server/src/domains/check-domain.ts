import { withDns } from './dns.ts'
import { judgeDkim } from './judge-dkim.ts'
import { judgeDmarc } from './judge-dmarc.ts'
import { judgeOwnership } from './judge-ownership.ts'
import { judgeSpf } from './judge-spf.ts'
import type { Verdict } from './verdict.ts'
import { type DomainFacts, type RecordPurpose, spfTermsOf, wantedRecords } from './wanted-records.ts'

/** What a check found, by record. */
export type RecordVerdicts = Record<RecordPurpose, Verdict>

/** Looks each record of a domain up; `hosts` are those that mail is handed over to. */
export function checkDomain(
  facts: DomainFacts,
  { hosts, servers }: { hosts: string[]; servers: string[] },
): Promise<RecordVerdicts> {
  const wanted = Object.fromEntries(wantedRecords(facts, hosts).map((record) => [record.purpose, record]))
  return withDns(servers, async (dns) => {
    const [dkim, spf, dmarc, ownership] = await Promise.all([
      dns.texts(wanted.dkim.name).then((answer) => judgeDkim(answer, facts.publicKey)),
      judgeSpf(wanted.spf.name, spfTermsOf(hosts), dns),
      judgeDmarc(facts.domain, dns),
      dns.texts(wanted.ownership.name).then((answer) => judgeOwnership(answer, wanted.ownership.value)),
    ])
    return { dkim, spf, dmarc, ownership }
  })
}

/** Whether the records show that the domain is its owner's; null: DNS did not say. */
export function showsOwnership({ dkim, ownership }: RecordVerdicts): boolean | null {
  if (dkim.status === 'ok' || ownership.status === 'ok') return true
  return dkim.status === 'unknown' || ownership.status === 'unknown' ? null : false
}
