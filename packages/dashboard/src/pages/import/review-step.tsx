import type { ImportJob } from '../../api.ts'
import { Notice } from '../../parts/notice.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { BackToColumns } from './back-to-columns.tsx'
import { ConsentAndImport } from './consent-and-import.tsx'
import { useDraft } from './draft.ts'
import classes from './import.module.css'
import { ImportProgress } from './import-progress.tsx'
import { Outcomes } from './outcomes.tsx'
import { Steps } from './steps.tsx'

/** What importing the file would do, by a check of all of it; then the question of consent, and the start. */
export function ReviewStep({ job }: { job: ImportJob }) {
  const draft = useDraft()
  const { id, fileName, status, error, fileKept, counts, finishedAt } = job
  const isDone = status === 'completed'
  const map = { step: 'map', import: id } as const
  return (
    <>
      <Steps current="Review" ways={{ Upload: {}, ...((fileKept || draft?.file) && { Map: map }) }} />
      <div className={classes.section}>
        <Panel title={`What ${fileName} would do`} aside={<StatusMark status={status} word={wordOf(status)} />}>
          {error && <Notice tone="warn">{error}</Notice>}
          {finishedAt === null && <ImportProgress job={job} />}
          <Outcomes job={job} />
          {isDone && <p className={classes.quiet}>Nothing has been changed yet.</p>}
        </Panel>
      </div>
      {isDone && counts.created + counts.updated > 0 && fileKept && <ConsentAndImport job={job} />}
      {isDone && counts.created + counts.updated === 0 && (
        <Notice>
          There is nothing to import: every row is rejected, or is about somebody who is already here just so.
        </Notice>
      )}
      {isDone && !fileKept && (
        <Notice>The file is no longer kept: it is deleted a day after the check. Choose it again to import it.</Notice>
      )}
      {finishedAt !== null && <BackToColumns search={fileKept || draft?.file ? map : {}} />}
    </>
  )
}

function wordOf(status: ImportJob['status']): string {
  if (status === 'completed') return 'Checked'
  if (status === 'cancelled') return 'Stopped'
  return status === 'failed' ? 'Cannot be imported' : 'Checking'
}
