import { Skeleton } from '@mantine/core'
import classes from './data-table.module.css'

/** The place of what is awaited, as large as it will be: so many rows of a table, or a block of a height. */
export function Waiting(shape: { rows: number } | { height: number }) {
  return (
    <div aria-busy="true" role="status" aria-label="Loading">
      {'rows' in shape ? <Rows rows={shape.rows} /> : <Skeleton height={shape.height} />}
    </div>
  )
}

function Rows({ rows }: { rows: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
    <div key={row} className={classes.waitingRow}>
      <Skeleton height={10} width={`${34 - ((row * 7) % 17)}%`} />
      <Skeleton height={10} width={`${18 - ((row * 5) % 9)}%`} />
    </div>
  ))
}
