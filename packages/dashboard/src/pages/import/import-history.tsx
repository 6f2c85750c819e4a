import { Link } from '@tanstack/react-router'
import { client, type ImportJob } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useMay } from '../../use-may.ts'
import classes from './import.module.css'

const COLUMNS: Column<ImportJob>[] = [
  {
    key: 'file',
    header: 'File',
    cell: ({ id, fileName }) => (
      <Link to="/import" search={{ import: id }} className={classes.file}>
        {fileName}
      </Link>
    ),
  },
  { key: 'status', header: 'State', width: '128px', cell: (job) => <State job={job} /> },
  {
    key: 'rows',
    header: 'Rows',
    width: '90px',
    align: 'right',
    from: 'sm',
    cell: ({ counts }) => numberText(counts.total),
  },
  {
    key: 'rejected',
    header: 'Rejected',
    width: '90px',
    align: 'right',
    from: 'sm',
    cell: ({ counts }) => numberText(counts.failed),
  },
  {
    key: 'when',
    header: 'Started',
    width: '120px',
    align: 'right',
    from: 'sm',
    cell: ({ createdAt }) => <Ago time={createdAt} />,
  },
  { key: 'undo', header: '', width: '84px', align: 'right', cell: (job) => <Way job={job} /> },
]

/** The imports and checks so far, with their states and the way to what can still be done about them. */
export function ImportHistory() {
  const query = usePages<ImportJob>(['imports', 'list'], ({ query, options }) => client.imports.list(query, options), {
    everyMs: 3_000,
  })
  return (
    <section className={classes.history} aria-labelledby="import-history">
      <h2 id="import-history" className={classes.historyTitle}>
        Imports so far
      </h2>
      <PagedAnswer query={query} none={<p className={classes.quiet}>None yet.</p>}>
        {(jobs) => <DataTable label="Imports" columns={COLUMNS} rows={jobs} keyOf={({ id }) => id} />}
      </PagedAnswer>
    </section>
  )
}

function State({ job: { status, dryRun, undo } }: { job: ImportJob }) {
  if (undo.job !== null) return <StatusMark status="cancelled" word="Undone" />
  if (status === 'cancelled') return <StatusMark status={status} word="Stopped" />
  if (!dryRun) return <StatusMark status={status} />
  return (
    <StatusMark
      status={status === 'completed' ? 'draft' : status}
      word={status === 'completed' ? 'Checked' : undefined}
    />
  )
}

/** What comes next for it: an import can be undone for a week, a check imported for a day. */
function Way({ job: { id, dryRun, fileKept, undo, counts, fileName } }: { job: ImportJob }) {
  const canUndo = !dryRun && undo.job === null && undo.until !== null && counts.created + counts.updated > 0
  const mayWrite = useMay()('contacts:write')
  if (!mayWrite || (!canUndo && !fileKept)) return null
  return (
    <Link to="/import" search={{ import: id }} aria-label={`${canUndo ? 'Undo' : 'Go on with'} ${fileName}`}>
      {canUndo ? 'Undo' : 'Go on'}
    </Link>
  )
}
