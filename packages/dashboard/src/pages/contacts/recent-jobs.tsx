import { Anchor, Text } from '@mantine/core'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { countText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import type { Job } from '../../parts/use-job.ts'
import { usePages } from '../../parts/use-pages.ts'
import classes from './bulk.module.css'
import { jobName } from './bulk-kinds.ts'
import { canUndo, jobWord } from './job.ts'
import { UndoJob } from './undo-job.tsx'

/** What was done to many people lately, by whom, and the way back. */
export function RecentJobs({ watch }: { watch: (job: string) => void }) {
  const query = usePages<Job>(['jobs', 'list'], ({ query, options }) => client.jobs.list(query, options), {
    everyMs: 3_000,
  })
  return (
    <PagedAnswer query={query} none={<Text c="dimmed">Nothing was done to many people at once yet.</Text>}>
      {(jobs) => (
        <ul className={classes.jobs} aria-label="Bulk actions">
          {jobs.map((job) => (
            <li key={job.id}>
              <span>
                <Anchor component="button" type="button" size="sm" onClick={() => watch(job.id)}>
                  {jobName(job.action)} · {countText(job.total, 'person', 'people')}
                </Anchor>
                <span className={classes.quiet}>
                  <Ago time={job.createdAt} /> {actorText(job.createdBy, job.createdByName)}
                  {job.undo.job && ' · undone'}
                  {canUndo(job) && ` · can be undone until ${timeText(job.undo.until ?? '')}`}
                </span>
              </span>
              <StatusMark status={job.status} word={jobWord(job)} />
              {canUndo(job) && <UndoJob id={job.id} started={watch} />}
            </li>
          ))}
        </ul>
      )}
    </PagedAnswer>
  )
}
