import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { CheckNow } from './check-now.tsx'
import { DnsHostSelect } from './dns-host-select.tsx'
import { toTyped } from './dns-hosts.ts'
import { DnsRecord } from './dns-record.tsx'
import { OpenPanel } from './open-panel.tsx'
import { ReturnPathForm } from './return-path-form.tsx'
import { useDnsHost } from './use-dns-host.ts'

type Domain = Reply<'domains.get'>
type Props = { domain: Domain; mayWrite: boolean; close: () => void }

const TITLES: Record<Domain['records'][number]['purpose'], string> = {
  dkim: 'Signature (DKIM)',
  spf: 'Who may send (SPF)',
  dmarc: 'What becomes of forged mail (DMARC)',
  ownership: 'That the domain is yours',
}

/** One domain: what to set in its DNS, and its end. */
export function DomainPanel({ domain, mayWrite, close }: Props) {
  const { id, domain: name, records, verified, checkedAt } = domain
  const { host, choose } = useDnsHost()
  const remove = useChange(() => client.domains.delete(id), {
    changes: ['domains', 'audit'],
    done: close,
    ownErrors: true,
  })
  return (
    <OpenPanel title={name} close={close}>
      <DnsHostSelect host={host} choose={choose} />
      {records.map((record) => (
        <DnsRecord
          key={record.purpose}
          title={TITLES[record.purpose]}
          why={record.required ? record.why : `${record.why} It can be left away.`}
          found={record}
          record={{ type: record.type, ...toTyped(record, name, host) }}
        />
      ))}
      <CheckNow
        words="Check the records now"
        state={verified ? 'The domain is shown to be yours.' : 'Not shown to be yours yet.'}
        checkedAt={checkedAt}
        check={() => client.domains.check(id)}
        changes={['domains']}
      />
      <ReturnPathForm domain={domain} />
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
