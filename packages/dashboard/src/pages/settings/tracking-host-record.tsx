import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { CheckNow } from './check-now.tsx'
import { DnsRecord } from './dns-record.tsx'

type Found = Reply<'trackingHost.get'>
type Props = { found: Found; record: NonNullable<Found['record']> }

/** What to set in DNS for the host, how it was found, and the way to look again. */
export function TrackingHostRecord({ found, record }: Props) {
  return (
    <>
      <DnsRecord
        title="Where the host leads (CNAME)"
        why="It leads to Rollcall, and your web server answers there with a certificate of its own. If the page of your DNS adds the domain to the name by itself, leave it away at the end."
        found={found}
        record={record}
      />
      <CheckNow
        words="Check the host now"
        state={found.verified ? 'New messages use the host.' : 'New messages do not use the host yet.'}
        checkedAt={found.checkedAt}
        check={() => client.trackingHost.check()}
        changes={['tracking-host']}
      />
    </>
  )
}
