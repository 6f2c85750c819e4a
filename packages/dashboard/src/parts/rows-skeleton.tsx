import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

/** The place of a table's rows while they are awaited. */
export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className={classes.waitingRow}>
          <Skeleton height={10} width={`${34 - ((row * 7) % 17)}%`} />
          <Skeleton height={10} width={`${18 - ((row * 5) % 9)}%`} />
        </div>
      ))}
    </div>
  )
}
