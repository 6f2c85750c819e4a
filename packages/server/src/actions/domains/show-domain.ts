import { type domain, toId } from '@rollcall/contract'
import type { z } from 'zod'
import type { Config } from '../../config.ts'
import { wantedRecords } from '../../domains/wanted-records.ts'
import { sendingHosts } from '../../senders/sending-hosts.ts'
import { type DomainRecord, graceEndOf } from '../../store/sending-domains.ts'

/** A domain as callers see it: never with its private key. */
export function showDomain(
  row: DomainRecord,
  { config, now }: { config: Pick<Config, 'smtpUrl'>; now: () => Date },
): z.output<typeof domain> {
  const [dkim, ...others] = wantedRecords(row, sendingHosts(config))
  const losesAt = graceEndOf(row)
  const isVerified = row.verifiedAt !== null && (losesAt === null || losesAt > now())
  return {
    id: toId('domain', row.id),
    domain: row.domain,
    selector: row.selector,
    record: { type: dkim.type, name: dkim.name, value: dkim.value },
    records: [dkim, ...others].map((wanted) => ({
      ...wanted,
      ...(row.verdicts[wanted.purpose] ?? { status: 'unchecked', detail: null, found: [] }),
    })),
    returnPath: row.returnPath,
    reportsTo: row.reportsTo,
    verified: isVerified,
    verifiedAt: isVerified ? toText(row.verifiedAt) : null,
    losesAt: isVerified ? toText(losesAt) : null,
    checkedAt: toText(row.checkedAt),
    nextCheckAt: row.checkAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }
}

function toText(time: Date | null): string | null {
  return time === null ? null : time.toISOString()
}
