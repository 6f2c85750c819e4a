import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figure.module.css'
import { numberText } from './number-text.ts'

type Props = {
  value: number | undefined
  label: ReactNode
  note?: ReactNode
  /** The value is the last known one while a new one is on its way. */
  stale?: boolean
  size?: 'lg' | 'md'
}

/** A number as the hero: large, exact, with its unit and where it comes from. */
export function Figure({ value, label, note, stale, size = 'lg' }: Props) {
  return (
    <div className={classes.figure} data-stale={stale || undefined}>
      <div className={`${classes.value} num`} data-size={size} aria-live="polite">
        {value === undefined ? <Skeleton height="0.8em" width="3.2em" display="inline-block" /> : numberText(value)}
      </div>
      <div className={classes.label}>
        {label}
        {note && <span className={`${classes.note} num`}> · {note}</span>}
      </div>
    </div>
  )
}
