import { type domain, toId } from '@rollcall/contract'
import type { z } from 'zod'
import { wantedRecords } from '../../domains/wanted-records.ts'
import type { Product } from '../../product.ts'
import { sendingHosts } from '../../senders/sending-hosts.ts'
import { type DomainRecord, graceEndOf } from '../../store/sending-domains.ts'

/** Shows domains of a project as callers see them: never with their private keys. */
export async function domainShower(
  product: Product,
  projectId: number,
): Promise<(row: DomainRecord) => z.output<typeof domain>> {
  const asked = { hosts: await sendingHosts(product, projectId), now: product.now() }
  return (row) => showDomain(row, asked)
}

function showDomain(row: DomainRecord, { hosts, now }: { hosts: string[]; now: Date }): z.output<typeof domain> {
  const [dkim, ...others] = wantedRecords(row, hosts)
  const losesAt = graceEndOf(row)
  const isVerified = row.verifiedAt !== null && (losesAt === null || losesAt > now)
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
