import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Ago } from '../../parts/ago.tsx'
import type { Column, Sort } from '../../parts/column.ts'
import table from '../../parts/data-table.module.css'
import { Cells, TableHead } from '../../parts/data-table.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { onRowKeys } from '../../parts/on-row-keys.ts'
import { RowsInSight } from '../../parts/rows-in-sight.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { UseList } from '../../parts/use-list.tsx'
import { Growth } from './growth.tsx'
import classes from './segments.module.css'
import { Sparkline } from './sparkline.tsx'
import type { ListedSegment } from './use-segment-list.ts'

// A name with its sentence below.
const ROW_HEIGHT = 58

type Props = {
  rows: ListedSegment[]
  sort: Sort
  onSort: (sort: Sort) => void
  chosen: string[]
  onChoose: (ids: string[]) => void
}

/** Segments with their live numbers; rows are chosen to be compared or deleted. */
export function SegmentsTable({ rows, sort, onSort, chosen, onChoose }: Props) {
  const isEvery = rows.length > 0 && rows.every(({ id }) => chosen.includes(id))
  const choice: Column<ListedSegment> = {
    key: 'choice',
    header: (
      <TickBox
        aria-label="Choose all"
        checked={isEvery}
        indeterminate={chosen.length > 0 && !isEvery}
        onChange={() => onChoose(isEvery ? [] : rows.map(({ id }) => id))}
      />
    ),
    width: '40px',
    cell: ({ id, name }) => (
      <TickBox
        aria-label={`Choose ${name}`}
        checked={chosen.includes(id)}
        onChange={({ currentTarget: { checked } }) =>
          onChoose(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
        }
      />
    ),
  }
  const columns = [choice, ...COLUMNS]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys go from link to link; each works without them
    <div onKeyDown={onRowKeys}>
      <table className={table.table} aria-label="Segments" aria-rowcount={rows.length + 1}>
        <TableHead columns={columns} sort={sort} onSort={onSort} />
        <RowsInSight rows={rows} rowHeight={ROW_HEIGHT}>
          {(row, drawn) => (
            <tr key={row.id} {...drawn} className={table.row} data-selected={chosen.includes(row.id) || undefined}>
              <Cells columns={columns} row={row} />
            </tr>
          )}
        </RowsInSight>
      </table>
    </div>
  )
}

const COLUMNS: Column<ListedSegment>[] = [
  {
    key: 'name',
    header: 'Segment',
    sortBy: 'name',
    cell: ({ id, name, kind, sentence, warnings }) => (
      <div className={classes.segment}>
        <span className={classes.nameLine}>
          <Link to="/segments/$segment" params={{ segment: id }} className={classes.name} data-row-link>
            {name}
          </Link>
          {kind === 'static' && <span className={classes.kind}>by hand</span>}
          <Warnings warnings={warnings} />
        </span>
        <span className={classes.sentence} title={sentence}>
          {sentence}
        </span>
      </div>
    ),
  },
  {
    key: 'trend',
    header: '30 days',
    width: '116px',
    from: 'md',
    cell: ({ trend }) => <Sparkline sizes={trend?.sizes ?? []} />,
  },
  {
    key: 'growth',
    header: '7 days',
    sortBy: 'growth',
    width: '110px',
    align: 'right',
    from: 'sm',
    cell: ({ trend }) => <Growth trend={trend} />,
  },
  {
    key: 'updatedAt',
    header: 'Changed',
    sortBy: 'updatedAt',
    width: '108px',
    from: 'md',
    cell: ({ updatedAt }) => <Ago time={updatedAt} />,
  },
  {
    key: 'uses',
    header: 'Used by',
    sortBy: 'uses',
    width: '88px',
    align: 'right',
    from: 'md',
    cell: ({ uses }) => <Uses uses={uses} />,
  },
  {
    key: 'reachable',
    header: 'Reachable',
    sortBy: 'reachable',
    width: '92px',
    align: 'right',
    from: 'sm',
    cell: ({ reachable }) => numberText(reachable),
  },
  {
    key: 'count',
    header: 'Members',
    sortBy: 'count',
    width: '88px',
    align: 'right',
    cell: ({ count, trend }) => (
      <>
        <strong>{numberText(count)}</strong>
        {/* A phone has no room for the column. */}
        {trend && trend.entered + trend.left > 0 && (
          <div className={classes.below}>
            <Growth trend={trend} />
          </div>
        )}
      </>
    ),
  },
]

// Not being used is no flaw, and its column says so.
const isWorthSaying = ({ code }: ListedSegment['warnings'][number]) => code !== 'unused_segment'

function Warnings({ warnings }: { warnings: ListedSegment['warnings'] }) {
  const worth = warnings.filter(isWorthSaying)
  if (worth.length === 0) return null
  const said = worth.map(({ detail }) => detail).join(' ')
  return (
    <Tooltip label={said} multiline maw={360}>
      <span className={classes.warning} role="img" aria-label={said}>
        <IconAlertTriangle size={14} aria-hidden />
      </span>
    </Tooltip>
  )
}

/** In how many places it is used; which, with the way there, opens below. */
function Uses({ uses }: { uses: ListedSegment['uses'] }) {
  if (!uses || uses.length === 0) return <span className={classes.none}>—</span>
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.uses}>{countText(uses.length, 'place')}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.usesList}>
        <UseList uses={uses} />
      </Popover.Dropdown>
    </Popover>
  )
}
