import { numberText } from '../../parts/number-text.ts'
import classes from './segments.module.css'
import type { ListedSegment } from './use-segment-list.ts'

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** How many came and how many left in the last seven days. */
export function Growth({ trend }: { trend: ListedSegment['trend'] }) {
  if (!trend || trend.entered + trend.left === 0) return <span className={classes.none}>—</span>
  return (
    <span title={`${numberText(trend.entered)} came and ${numberText(trend.left)} left in the last 7 days`}>
      <span className={classes.came}>+{shortText(trend.entered)}</span>{' '}
      <span className={classes.none}>−{shortText(trend.left)}</span>
    </span>
  )
}

// Exact as long as it fits; the tooltip and the segment's history say all of it.
function shortText(count: number): string {
  return count < 10_000 ? numberText(count) : short.format(count)
}
