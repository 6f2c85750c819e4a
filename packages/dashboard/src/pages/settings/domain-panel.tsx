import { Button } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { useChange } from '../../use-change.ts'
import { DnsHostSelect } from './dns-host-select.tsx'
import { DnsRecord } from './dns-record.tsx'
import { OpenPanel } from './open-panel.tsx'
import classes from './settings.module.css'
import { useDnsHost } from './use-dns-host.ts'

type Domain = Reply<'domains.get'>
type Props = { domain: Domain; mayWrite: boolean; close: () => void }

/** One domain: what to set in its DNS, and its end. */
export function DomainPanel({ domain: { id, domain, records, verified, checkedAt }, mayWrite, close }: Props) {
  const { host, choose } = useDnsHost()
  const check = useChange(() => client.domains.check(id), { changes: ['domains'] })
  const remove = useChange(() => client.domains.delete(id), {
    changes: ['domains', 'audit'],
    done: close,
    ownErrors: true,
  })
  return (
    <OpenPanel title={domain} close={close}>
      <DnsHostSelect host={host} choose={choose} />
      {records.map((record) => (
        <DnsRecord key={record.purpose} record={record} domain={domain} host={host} />
      ))}
      <div className={classes.actions}>
        {mayWrite && (
          <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
            Check the records now
          </Button>
        )}
        <span className={classes.quiet}>
          {verified ? 'The domain is shown to be yours.' : 'Not shown to be yours yet.'} Last checked{' '}
          <Ago time={checkedAt} none="never" />.
        </span>
      </div>
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
