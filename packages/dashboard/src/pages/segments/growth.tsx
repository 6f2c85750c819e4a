import { numberText } from '../../parts/number-text.ts'
import classes from './segments.module.css'
import type { ListedSegment } from './use-segment-list.ts'

/** How many came and how many left in the last seven days. */
export function Growth({ trend }: { trend: ListedSegment['trend'] }) {
  if (!trend || trend.entered + trend.left === 0) return <span className={classes.none}>—</span>
  return (
    <span title={`${numberText(trend.entered)} came and ${numberText(trend.left)} left in the last 7 days`}>
      <span className={classes.came}>+{numberText(trend.entered)}</span>{' '}
      <span className={classes.none}>−{numberText(trend.left)}</span>
    </span>
  )
}
