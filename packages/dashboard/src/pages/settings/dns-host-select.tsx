import { Select } from '@mantine/core'
import { DNS_HOSTS, type DnsHost } from './dns-hosts.ts'

/** Asks who serves the domain's DNS, and says what is special there. */
export function DnsHostSelect({ host, choose }: { host: DnsHost; choose: (id: string) => void }) {
  return (
    <Select
      label="Where is the DNS of this domain?"
      description={host.hint}
      allowDeselect={false}
      maw={420}
      data={DNS_HOSTS.map(({ id, label }) => ({ value: id, label }))}
      value={host.id}
      onChange={(id) => id && choose(id)}
    />
  )
}
