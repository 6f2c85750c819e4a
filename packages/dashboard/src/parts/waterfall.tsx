import type { Filter } from '@rollcall/filters'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Sentence } from './sentence.tsx'
import classes from './waterfall.module.css'

type Props = { label?: string; isStale?: boolean | undefined; children: ReactNode }

/** From many to those who are left, each difference named: a list of steps. */
export function Waterfall({ label, isStale, children }: Props) {
  return (
    <ul className={`${classes.waterfall} num`} data-stale={isStale || undefined} aria-label={label}>
      {children}
    </ul>
  )
}

type StepProps = { count: string; filters?: Filter | undefined; isLess?: true; isSum?: true; children: string }

/** A line of it; its number leads to the people. */
export function WaterfallStep({ count, filters, isLess, isSum, children }: StepProps) {
  return (
    <li className={isSum ? classes.sum : isLess && classes.less}>
      <Sentence>{children}</Sentence>
      {filters ? (
        <Link to="/contacts" search={{ filters }} preload={false} aria-label={`${count} ${children}: show them`}>
          {count}
        </Link>
      ) : (
        <span>{count}</span>
      )}
    </li>
  )
}
