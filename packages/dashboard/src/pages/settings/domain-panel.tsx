import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { DnsHostSelect } from './dns-host-select.tsx'
import { DnsRecord } from './dns-record.tsx'
import { OpenPanel } from './open-panel.tsx'
import { useDnsHost } from './use-dns-host.ts'

type Domain = Reply<'domains.get'>
type Props = { domain: Domain; mayWrite: boolean; close: () => void }

/** One domain: what to set in its DNS, and its end. */
export function DomainPanel({ domain: { id, domain, record }, mayWrite, close }: Props) {
  const { host, choose } = useDnsHost()
  const remove = useChange(() => client.domains.delete(id), {
    changes: ['domains', 'audit'],
    done: close,
    ownErrors: true,
  })
  return (
    <OpenPanel title={domain} close={close}>
      <DnsHostSelect host={host} choose={choose} />
      <DnsRecord title="Signature (DKIM)" record={record} domain={domain} host={host} />
      {mayWrite && (
        <div>
          <InlineConfirm
            ask="Delete the domain"
            question="Its key would be gone for good, and its mail no longer be signed."
            yes="Delete the domain"
            busy={remove.isPending}
            run={() => remove.mutate()}
          />
        </div>
      )}
      {remove.error && <ErrorState error={remove.error} />}
    </OpenPanel>
  )
}
