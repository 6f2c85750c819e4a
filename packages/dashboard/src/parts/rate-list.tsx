import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { Gauge, type Limits } from './gauge.tsx'
import { numberText } from './number-text.ts'
import classes from './rate-list.module.css'
import { shareText } from './share-text.ts'

// Gmail and Yahoo ask senders to stay under 0.1 % of complaints and act from 0.3 % on; providers of mail servers look at
// bounces from 2 % and stop senders from 5 % on.
export const COMPLAINT_LIMITS: Limits = { warn: 0.001, stop: 0.003 }
export const BOUNCE_LIMITS: Limits = { warn: 0.02, stop: 0.05 }

/** A share with what it is one of, and what it means; `limits`: what mail providers judge by. */
export type Rate = {
  label: string
  share: number | null
  part: number
  of: [number, string]
  means: string
  limits?: Limits
  /** The part as a way to its people. */
  link?: (words: string) => ReactNode
}

/** Rates, each with what it is a share of; what mail providers judge by has its limits beside it. */
export function RateList({ rates }: { rates: Rate[] }) {
  return (
    <dl className={classes.rates}>
      {rates.map(({ label, share, part, of: [whole, name], means, limits, link }) => (
        <div key={label}>
          <dt>
            <Tooltip label={means} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
              <button type="button" className={classes.meaning} aria-description={means}>
                {label}
              </button>
            </Tooltip>
          </dt>
          <dd className={classes.rate}>{shareText(share)}</dd>
          <dd className={classes.of}>
            {link ? link(numberText(part)) : numberText(part)} of {numberText(whole)} {name}
          </dd>
          {limits && share !== null && (
            <dd>
              <Gauge share={share} limits={limits} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
