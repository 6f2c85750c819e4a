import { client, type ImportJob } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './import.module.css'

/** The imports so far. */
export function ImportHistory({ show }: { show: (id: string) => void }) {
  const query = usePages<ImportJob>(['imports', 'list'], ({ query, options }) => client.imports.list(query, options), {
    everyMs: 3_000,
  })
  const columns: Column<ImportJob>[] = [
    {
      key: 'file',
      header: 'File',
      cell: ({ id, fileName }) => (
        <button type="button" className={classes.file} onClick={() => show(id)}>
          {fileName}
        </button>
      ),
    },
    { key: 'status', header: 'Status', width: '130px', cell: ({ status }) => <StatusMark status={status} /> },
    { key: 'rows', header: 'Rows', width: '100px', align: 'right', cell: ({ counts }) => numberText(counts.total) },
    {
      key: 'rejected',
      header: 'Rejected',
      width: '100px',
      align: 'right',
      from: 'sm',
      cell: ({ counts }) => numberText(counts.failed),
    },
    {
      key: 'when',
      header: 'Started',
      width: '140px',
      align: 'right',
      from: 'sm',
      cell: ({ createdAt }) => <Ago time={createdAt} />,
    },
  ]
  return (
    <section className={classes.history} aria-labelledby="import-history">
      <h2 id="import-history" className={classes.historyTitle}>
        Imports so far
      </h2>
      <PagedAnswer query={query} none={<p className={classes.dropText}>None yet.</p>}>
        {(jobs) => <DataTable label="Imports" columns={columns} rows={jobs} keyOf={({ id }) => id} />}
      </PagedAnswer>
    </section>
  )
}
