import { CopyLine } from '../../parts/copy-line.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import classes from './settings.module.css'

type Props = {
  title: string
  why: string
  /** How it was found at the last check. */
  found: { status: 'unchecked' | 'ok' | 'missing' | 'wrong' | 'unknown'; detail: string | null }
  /** As somebody types it at their host; no name: it is left empty there. */
  record: { type: string; name: string; value: string }
}

const STATES: Record<Props['found']['status'], { status: string; word: string }> = {
  unchecked: { status: 'pending', word: 'Not checked yet' },
  ok: { status: 'completed', word: 'Set' },
  missing: { status: 'failed', word: 'Missing' },
  wrong: { status: 'failed', word: 'Not as it should be' },
  unknown: { status: 'uncertain', word: 'DNS gave no answer' },
}

/** A DNS record: how it was found, why it is needed, and what to type at a host, each part with its button to copy it. */
export function DnsRecord({ title, why, found: { status, detail }, record: { type, name, value } }: Props) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      <StatusMark {...STATES[status]} />
      {detail && <p className={classes.quiet}>{detail}</p>}
      <p className={classes.quiet}>{why}</p>
      <dl className={classes.record}>
        <dt>Type</dt>
        <dd className={classes.plain}>{type}</dd>
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
