import { Progress } from '@mantine/core'
import type { ImportJob } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import classes from './import.module.css'
import { durationText, speedOf } from './speed.ts'

/** How far an import is, how fast it goes and how long it still takes. */
export function ImportProgress({ job }: { job: ImportJob }) {
  const share = job.bytesDone / Math.max(1, job.sizeBytes)
  const { rowsPerSecond, leftMs } = speedOf(job, new Date())
  return (
    <div className={classes.progress}>
      <Progress value={100 * share} aria-label={`${job.dryRun ? 'Check' : 'Import'} of ${job.fileName}`} />
      <p className={`${classes.quiet} num`}>
        {numberText(job.counts.total)} rows
        {rowsPerSecond > 0 && <> · {numberText(rowsPerSecond)} a second</>}
        {leftMs !== undefined && <> · {durationText(leftMs)} left</>}
      </p>
      <p className={classes.quiet}>
        It goes on when you leave this page; the status at the bottom of the menu shows it.
      </p>
    </div>
  )
}
