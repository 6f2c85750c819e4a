import type { ReactNode } from 'react'
import classes from './counted-option.module.css'
import { numberText } from './number-text.ts'

/** Something to choose, with how many there are of it. Plain elements: a list of all countries is drawn at every choice. */
export function CountedOption({ label, count }: { label: ReactNode; count: number | undefined }) {
  return (
    <span className={classes.option}>
      <span>{label}</span>
      {count !== undefined && <span className={`num ${classes.count}`}>{numberText(count)}</span>}
    </span>
  )
}
