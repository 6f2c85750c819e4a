import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { actorText } from '../../parts/actor-text.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useMay } from '../../use-may.ts'
import { ConsentForm, type Proof as GivenProof } from './consent-form.tsx'
import type { Consent } from './consents-of.ts'
import classes from './contact.module.css'

type Props = {
  name: string
  status: string
  word?: string
  known: Consent | undefined
  /** What is said where nothing was written down. */
  unknown: string
  change: { label: string; run: (proof: GivenProof) => Promise<unknown> }
}

/** One channel or topic: whether they want it, since when, through whom, with what proof; and the way to change it. */
export function ConsentRow({ name, status, word, known, unknown, change }: Props) {
  const [isOpen, setOpen] = useState(false)
  const mayWrite = useMay()('contacts:write')
  return (
    <li>
      <span>{name}</span>
      <span className={classes.consentState}>
        <StatusMark status={status} word={word} />
        {mayWrite && !isOpen && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`${change.label}: ${name}`}
            onClick={() => setOpen(true)}
          >
            {change.label}
          </Button>
        )}
      </span>
      <span className={classes.when}>
        {known ? `${timeText(known.at)}${known.by ? ` · ${actorText(known.by, known.byName)}` : ''}` : unknown}
        {known && <Proof {...known} />}
      </span>
      {isOpen && <ConsentForm {...change} close={() => setOpen(false)} />}
    </li>
  )
}

function Proof({ source, wording, ip, saidAt, form, askedAt, confirmedAt, confirmedIp }: Consent) {
  const confirmedFrom = confirmedIp ? ` from ${confirmedIp}` : ''
  const parts = [
    source && !form && `Source: ${source}`,
    saidAt && `Said ${timeText(saidAt)}`,
    askedAt && confirmedAt && `Asked ${timeText(askedAt)}${ip ? ` from ${ip}` : ''}`,
    confirmedAt && `Confirmed ${timeText(confirmedAt)}${confirmedFrom}`,
    ip && !confirmedAt && `IP ${ip}`,
    wording && `Wording: “${wording}”`,
  ].filter(Boolean)
  return (
    <span className={classes.proof}>
      {form && (
        <>
          Form{' '}
          <Link to="/signup-forms/$form" params={{ form: form.id }} className={classes.link}>
            “{form.name}”
          </Link>
          , version {form.version} of its words{parts.length > 0 && ' · '}
        </>
      )}
      {parts.length > 0 || form ? parts.join(' · ') : 'No proof was written down.'}
    </span>
  )
}
