import { Progress } from '@mantine/core'
import type { ImportJob } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import classes from './import.module.css'
import { durationText, speedOf } from './speed.ts'
import { StopImport } from './stop-import.tsx'

/** How far an import is, how fast it goes and how long it still takes; or for whom it waits. */
export function ImportProgress({ job }: { job: ImportJob }) {
  const share = job.bytesDone / Math.max(1, job.sizeBytes)
  const { rowsPerSecond, leftMs } = speedOf(job, new Date())
  return (
    <div className={classes.progress}>
      <Progress value={100 * share} aria-label={`${job.dryRun ? 'Check' : 'Import'} of ${job.fileName}`} />
      {job.waitingFor ? (
        <p className={classes.quiet} role="status">
          Waiting for {job.waitingFor.fileName ?? 'another project’s import'}. Imports run one after the other.
        </p>
      ) : (
        <p className={`${classes.quiet} num`}>
          {numberText(job.counts.total)} rows
          {rowsPerSecond > 0 && <> · {numberText(rowsPerSecond)} a second</>}
          {leftMs !== undefined && <> · {durationText(leftMs)} left</>}
        </p>
      )}
      <p className={classes.quiet}>
        It goes on when you leave this page; the status at the bottom of the menu shows it.
      </p>
      <StopImport job={job} />
    </div>
  )
}
