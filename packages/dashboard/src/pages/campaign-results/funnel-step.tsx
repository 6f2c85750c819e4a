import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberText } from '../../parts/number-text.ts'
import { ShareBar } from '../../parts/share-bar.tsx'
import { shareText } from '../../parts/share-text.ts'
import classes from './overview.module.css'
import type { ResultsSearch } from './search.ts'

type Props = {
  label: ReactNode
  count: number
  /** What the whole bar stands for. */
  of: number
  /** Of the step before; delivered: of all handed over; opens and clicks: of those delivered. */
  share?: number | null
  search?: ResultsSearch
}

/** A step of the funnel as a bar; its number leads to the people. */
export function FunnelStep({ label, count, of, share, search }: Props) {
  return (
    <li className={classes.step}>
      <span>{label}</span>
      <span className={classes.count}>
        {search ? (
          <Link to="." search={search} preload={false} aria-label={`${label} ${numberText(count)}: show them`}>
            {numberText(count)}
          </Link>
        ) : (
          numberText(count)
        )}
      </span>
      <span className={classes.share}>{share !== undefined && shareText(share)}</span>
      <ShareBar className={classes.bar} share={count / Math.max(1, of)} />
    </li>
  )
}
