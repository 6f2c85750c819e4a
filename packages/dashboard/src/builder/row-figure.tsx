import { countText, numberText } from '../parts/number-text.ts'
import classes from './builder.module.css'
import type { RowCount } from './use-row-counts.ts'

/** How many people a row leaves, as a number and as its share of everybody. The place is kept while it is counted. */
export function RowFigure({ count, isOfGroup }: { count: RowCount | undefined; isOfGroup: boolean }) {
  if (!count) return <span className={classes.rowFigure} />
  const people = countText(count.count, 'person', 'people')
  const said =
    count.kind === 'remaining'
      ? `${people} ${count.count === 1 ? 'remains' : 'remain'} after this ${isOfGroup ? 'group' : 'condition'}`
      : `${people} ${count.count === 1 ? 'matches' : 'match'} this ${isOfGroup ? 'group' : 'condition'} by itself`
  return (
    // The browser's own tooltip, which is nothing to draw: every row of a rule has one.
    <span className={`${classes.rowFigure} num`} data-kind={count.kind} title={said}>
      <span className={classes.legend}>{said}</span>
      <span aria-hidden>{numberText(count.count)}</span>
      <span className={classes.rowBar} aria-hidden>
        <span style={{ width: `${Math.min(100, 100 * count.share)}%` }} />
      </span>
    </span>
  )
}
