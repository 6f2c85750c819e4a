import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { extentText, REASONS, type Suppression } from './reasons.ts'
import classes from './suppressions.module.css'

type Props = { entries: Suppression[]; active: string | undefined; open: (id: string) => void }

/** The entries, newest first; each opens above. */
export function SuppressionsTable({ entries, active, open }: Props) {
  const columns: Column<Suppression>[] = [
    {
      key: 'email',
      header: 'Address',
      cell: (entry) => (
        <div className={classes.clip}>
          <button
            type="button"
            className={classes.address}
            title={entry.email}
            aria-expanded={entry.id === active}
            onClick={() => open(entry.id)}
          >
            {entry.email}
          </button>
          {/* A phone has no room for the columns. */}
          <div className={classes.below}>
            {REASONS[entry.reason].label} · <Ago time={entry.createdAt} />
          </div>
        </div>
      ),
    },
    { key: 'reason', header: 'Reason', width: '160px', from: 'sm', cell: ({ reason }) => REASONS[reason].label },
    { key: 'extent', header: 'Gets no', width: '110px', from: 'sm', cell: extentText },
    {
      key: 'note',
      header: 'Note',
      from: 'md',
      cell: ({ note }) => (
        <span className={classes.quiet} title={note ?? undefined}>
          {note ?? '—'}
        </span>
      ),
    },
    {
      key: 'createdAt',
      header: 'Since',
      width: '130px',
      from: 'sm',
      cell: ({ createdAt }) => <Ago time={createdAt} />,
    },
  ]
  return <DataTable label="Suppressed addresses" columns={columns} rows={entries} keyOf={({ id }) => id} />
}
