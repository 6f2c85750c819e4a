import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import listed from '../../parts/listed.module.css'
import { TickBox } from '../../parts/tick-box.tsx'
import { EntryNote, MarketingOnly } from './entry-edit.tsx'
import { canBeMarketingOnly, extentText, REASONS, type Suppression } from './reasons.ts'
import classes from './suppressions.module.css'

type Props = {
  entries: Suppression[]
  active: string | undefined
  open: (id: string) => void
  mayWrite: boolean
  chosen: string[]
  onChoose: (ids: string[]) => void
}

/** The entries, newest first; each opens above. */
export function SuppressionsTable({ entries, active, open, mayWrite, chosen, onChoose }: Props) {
  const columns: Column<Suppression>[] = [
    {
      key: 'email',
      header: 'Address',
      cell: (entry) => (
        <div className={listed.clip}>
          <button
            type="button"
            className={`${listed.name} ${listed.clip} ${classes.address}`}
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
    {
      key: 'extent',
      header: 'Gets no',
      width: '160px',
      from: 'sm',
      cell: (entry) =>
        mayWrite && canBeMarketingOnly(entry.reason) ? <MarketingOnly entry={entry} /> : extentText(entry),
    },
    {
      key: 'note',
      header: 'Note',
      from: 'md',
      cell: (entry) =>
        mayWrite ? (
          <EntryNote entry={entry} />
        ) : (
          <span className={classes.quiet} title={entry.note ?? undefined}>
            {entry.note ?? '—'}
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
  const all = mayWrite ? [choiceColumn({ entries, chosen, onChoose }), ...columns] : columns
  return <DataTable label="Suppressed addresses" columns={all} rows={entries} keyOf={({ id }) => id} />
}

function choiceColumn({
  entries,
  chosen,
  onChoose,
}: Pick<Props, 'entries' | 'chosen' | 'onChoose'>): Column<Suppression> {
  const isEvery = entries.every(({ id }) => chosen.includes(id))
  return {
    key: 'choice',
    width: '40px',
    header: (
      <TickBox
        aria-label="Select all that are shown"
        checked={isEvery}
        indeterminate={chosen.length > 0 && !isEvery}
        onChange={() => onChoose(isEvery ? [] : entries.map(({ id }) => id))}
      />
    ),
    cell: ({ id, email }) => (
      <TickBox
        aria-label={`Select ${email}`}
        checked={chosen.includes(id)}
        onChange={({ currentTarget: { checked } }) =>
          onChoose(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
        }
      />
    ),
  }
}
