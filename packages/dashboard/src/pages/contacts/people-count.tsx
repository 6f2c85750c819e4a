import { Skeleton } from '@mantine/core'
import { numberText, tookText } from '../../parts/number-text.ts'
import classes from './contacts.module.css'
import type { People } from './use-people.ts'

/** How many people match, exactly, and how long it took to count them. */
export function PeopleCount({ people: { total, tookMs, isStale, error } }: { people: People }) {
  // The table says what went wrong.
  if (total === undefined && error) return null
  if (total === undefined) return <Skeleton component="span" height={14} width={150} display="inline-block" />
  return (
    <span className="num" aria-live="polite" data-stale={isStale || undefined}>
      <strong className={classes.total}>{numberText(total)}</strong> {total === 1 ? 'person' : 'people'}
      {tookMs !== undefined && ` · counted in ${tookText(tookMs)}`}
    </span>
  )
}
