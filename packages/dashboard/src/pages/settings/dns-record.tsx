import { CopyLine } from '../../parts/copy-line.tsx'
import { type DnsHost, toTyped } from './dns-hosts.ts'
import classes from './settings.module.css'

type Props = {
  title: string
  record: { type: string; name: string; value: string }
  domain: string
  host: DnsHost
}

/** A DNS record as it is typed at a host, each part with its button to copy it. */
export function DnsRecord({ title, record, domain, host }: Props) {
  const { name, value } = toTyped(record, domain, host)
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <dl className={classes.record}>
        <dt>Type</dt>
        <dd className={classes.plain}>{record.type}</dd>
        <dt>Name</dt>
        <dd>
          <CopyLine text={name} what={`the name, ${title}`} />
        </dd>
        <dt>Value</dt>
        <dd>
          <CopyLine text={value} what={`the value, ${title}`} />
        </dd>
      </dl>
    </section>
  )
}
