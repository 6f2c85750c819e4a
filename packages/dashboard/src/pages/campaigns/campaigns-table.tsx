import { Link } from '@tanstack/react-router'
import { subjectText } from '../../message/subject-text.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import type { Column } from '../../parts/column.ts'
import table from '../../parts/data-table.module.css'
import { Cells, TableHead } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import { onRowKeys } from '../../parts/on-row-keys.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import classes from './campaigns.module.css'
import { type CampaignRow, nextOf } from './next-of.ts'
import { RowMenu } from './row-menu.tsx'
import { useRowCommands } from './use-row-commands.ts'

/** Campaigns with where they stand; arrows go from one to the next, letters act on it. */
export function CampaignsTable({ campaigns }: { campaigns: CampaignRow[] }) {
  useRowCommands(campaigns)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys go from link to link; each works without them
    <div onKeyDown={onRowKeys}>
      <table className={table.table} aria-label="Campaigns">
        <TableHead columns={COLUMNS} />
        <tbody>
          {campaigns.map((row) => (
            <tr key={row.id} className={table.row} data-campaign={row.id}>
              <Cells columns={COLUMNS} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const COLUMNS: Column<CampaignRow>[] = [
  {
    key: 'name',
    header: 'Campaign',
    cell: (row) => (
      <div className={classes.campaign}>
        <Link to="/campaigns/$campaign" params={{ campaign: row.id }} className={classes.name} data-row-link>
          {row.name}
        </Link>
        <span className={classes.subject}>
          {row.channel === 'email' ? subjectText(row.subject) : CHANNEL_NAMES[row.channel]}
        </span>
        <span className={classes.onPhone}>
          <Progress row={row} />
        </span>
      </div>
    ),
  },
  { key: 'status', header: 'Status', width: '118px', cell: ({ status }) => <StatusMark status={status} /> },
  { key: 'progress', header: 'Sent', width: '210px', from: 'sm', cell: (row) => <Progress row={row} /> },
  { key: 'next', header: 'What is next', width: '30%', from: 'sm', cell: (row) => <Next row={row} /> },
  { key: 'menu', header: '', width: '52px', align: 'right', cell: (row) => <RowMenu campaign={row} /> },
]

function Progress({ row }: { row: CampaignRow }) {
  const { members, sent } = row.results
  if (row.launchedAt === null) return <span className={classes.none}>—</span>
  return (
    <span className={classes.progress}>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${(100 * sent) / Math.max(1, members)}%` }} />
      </span>
      {numberText(sent)} of {numberText(members)}
    </span>
  )
}

function Next({ row }: { row: CampaignRow }) {
  const { words, isTrouble } = nextOf(row, new Date())
  return (
    <span className={classes.next} data-trouble={isTrouble} title={words}>
      {words}
    </span>
  )
}
