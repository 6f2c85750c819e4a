import type { Reply } from '@rollcall/sdk'
import { CopyLine } from '../../parts/copy-line.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { type DnsHost, toTyped } from './dns-hosts.ts'
import classes from './settings.module.css'

type DnsEntry = Reply<'domains.get'>['records'][number]
type Props = { record: DnsEntry; domain: string; host: DnsHost }

const TITLES: Record<DnsEntry['purpose'], string> = {
  dkim: 'Signature (DKIM)',
  spf: 'Who may send (SPF)',
  dmarc: 'What becomes of forged mail (DMARC)',
  ownership: 'That the domain is yours',
}

const STATES: Record<DnsEntry['status'], { status: string; word: string }> = {
  unchecked: { status: 'pending', word: 'Not checked yet' },
  ok: { status: 'completed', word: 'Set' },
  missing: { status: 'failed', word: 'Missing' },
  wrong: { status: 'failed', word: 'Not as it should be' },
  unknown: { status: 'uncertain', word: 'DNS gave no answer' },
}

/** A DNS record: how it was found, why it is needed, and what to type at a host, each part with its button to copy it. */
export function DnsRecord({ record, domain, host }: Props) {
  const { name, value } = toTyped(record, domain, host)
  const title = TITLES[record.purpose]
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <StatusMark {...STATES[record.status]} />
      {record.detail && <p className={classes.quiet}>{record.detail}</p>}
      <p className={classes.quiet}>
        {record.why}
        {!record.required && ' It can be left away.'}
      </p>
      <dl className={classes.record}>
        <dt>Type</dt>
        <dd className={classes.plain}>{record.type}</dd>
        <dt>Name</dt>
        <dd>{name === '' ? 'Leave it empty.' : <CopyLine text={name} what={`the name, ${title}`} />}</dd>
        <dt>Value</dt>
        <dd>
          <CopyLine text={value} what={`the value, ${title}`} />
        </dd>
      </dl>
    </section>
  )
}
