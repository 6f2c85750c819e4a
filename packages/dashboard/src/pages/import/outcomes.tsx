import { useQuery } from '@tanstack/react-query'
import { client, type ImportJob } from '../../api.ts'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import classes from './import.module.css'
import { SampleRows } from './sample-rows.tsx'

const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const
const WORDS = { created: 'new', updated: 'updated', unchanged: 'unchanged', skipped: 'left alone', failed: 'rejected' }

/** How many rows of each outcome; of a dry run also examples, and whom no mail will reach. */
export function Outcomes({ job }: { job: ImportJob }) {
  const { id, counts, dryRun, status } = job
  const { data } = useQuery({
    queryKey: ['imports', 'samples', id],
    queryFn: ({ signal }) => client.imports.samples(id, { signal }),
    enabled: dryRun && status === 'completed',
  })
  const shown = COUNTS.filter((key) => key !== 'skipped' || counts.skipped > 0)
  return (
    <>
      <div className={classes.counts}>
        <Figure size="md" value={counts.total} label={counts.total === 1 ? 'row' : 'rows'} />
        {shown.map((key) => (
          <Figure key={key} size="md" value={counts[key]} label={WORDS[key]} />
        ))}
      </div>
      {data && data.held.suppressed > 0 && (
        <Notice>
          {countText(data.held.suppressed, 'row is', 'rows are')} about addresses on the suppression list. The list wins
          over the file: they get no mail.
        </Notice>
      )}
      {data && data.held.unsubscribed > 0 && (
        <Notice>
          {countText(data.held.unsubscribed, 'row is', 'rows are')} about people who unsubscribed or bounced. They stay
          so, whatever the file says.
        </Notice>
      )}
      {data && (
        <div className={classes.examples}>
          <SampleRows title={`New people (${numberText(counts.created)})`} rows={data.created} />
          <SampleRows title={`Updated (${numberText(counts.updated)})`} rows={data.updated} />
          <SampleRows title={`Unchanged (${numberText(counts.unchanged)})`} rows={data.unchanged} />
          <SampleRows
            title={`Rejected (${numberText(counts.failed)})`}
            rows={data.rejected.map(({ line, reason, cells }) => ({ line, reason, contact: cells.join(', ') }))}
          />
        </div>
      )}
    </>
  )
}
