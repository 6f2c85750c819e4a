import type { Reply } from '@rollcall/sdk'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import classes from './suppressions.module.css'

type Reject = Reply<'suppressions.import'>['rejects'][number]

// Whoever has more mends the file.
const MOST_SHOWN = 50

const COLUMNS: Column<Reject>[] = [
  { key: 'line', header: 'Line', width: '64px', cell: ({ line }) => <span className="num">{numberText(line)}</span> },
  { key: 'text', header: 'What stands there', cell: ({ text }) => <span className={classes.cell}>{text || '—'}</span> },
  { key: 'reason', header: 'Why it is left out', cell: ({ reason }) => <span className={classes.cell}>{reason}</span> },
]

/** The rows of a list that are not taken, each with its line. */
export function ImportRejects({ rejects, failed }: { rejects: Reject[]; failed: number }) {
  if (failed === 0) return null
  const more = failed - Math.min(rejects.length, MOST_SHOWN)
  return (
    <DataTable
      label="Rows that cannot be taken"
      columns={COLUMNS}
      rows={rejects.slice(0, MOST_SHOWN)}
      keyOf={({ line }) => String(line)}
      foot={more > 0 && `and ${numberText(more)} more`}
    />
  )
}
