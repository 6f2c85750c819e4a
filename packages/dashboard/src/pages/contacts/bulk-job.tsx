import { Anchor, Button, CloseButton, Popover, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { isOver, type Job, useJob } from '../../parts/use-job.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { jobName } from './bulk-kinds.ts'
import { BulkResults } from './bulk-results.tsx'
import classes from './contacts.module.css'
import { canUndo, jobWord } from './job.ts'
import { UndoJob } from './undo-job.tsx'

const CHANGES = ['contacts', 'tags', 'segments', 'preview']

/** How far a bulk action is, and what became of it, person by person. */
export function BulkJob({ id, watch }: { id: string; watch: (job: string | undefined) => void }) {
  const { data: job, error } = useJob(id, CHANGES)
  const over = isOver(job)
  return (
    <output className={classes.bulk} aria-label="Bulk action">
      <StatusMark
        status={job?.status ?? 'pending'}
        word={job ? `${jobName(job.action)}: ${jobWord(job)}` : 'Waiting'}
      />
      {job && !over && <Running job={job} />}
      {job && over && <Summary job={job} />}
      {job && over && canUndo(job) && <UndoJob id={id} started={watch} />}
      {error && <span>{error.message}</span>}
      <CloseButton aria-label="Close" onClick={() => watch(undefined)} />
    </output>
  )
}

function Running({ job }: { job: Job }) {
  const cancel = useChange(() => client.jobs.cancel(job.id), { changes: ['jobs'] })
  const mayWrite = useMay()('contacts:write')
  return (
    <>
      <Progress value={(100 * job.done) / Math.max(1, job.total)} w={160} aria-label="Progress" />
      <span className="num">
        {numberText(job.done)} of {numberText(job.total)}
      </span>
      {mayWrite && (
        <Button variant="default" size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      )}
    </>
  )
}

function Summary({ job }: { job: Job }) {
  const [opened, setOpened] = useState(false)
  const { data } = useQuery({
    queryKey: ['jobs', job.id, 'totals'],
    queryFn: ({ signal }) => client.jobs.results(job.id, { limit: 1 }, { signal }),
  })
  const totals = data?.totals
  return (
    <>
      {job.error && <span>{job.error}</span>}
      {totals && (
        <span className="num">
          {numberText(totals.changed)} changed
          {totals.unchanged > 0 && `, ${numberText(totals.unchanged)} as they were`}
          {totals.failed > 0 && `, ${numberText(totals.failed)} could not be`}
        </span>
      )}
      <Popover opened={opened} onChange={setOpened} position="top" width="min(460px, 92vw)" trapFocus>
        <Popover.Target>
          <Anchor component="button" type="button" size="sm" onClick={() => setOpened(!opened)}>
            Person by person
          </Anchor>
        </Popover.Target>
        <Popover.Dropdown>
          <BulkResults job={job.id} totals={totals} />
        </Popover.Dropdown>
      </Popover>
    </>
  )
}
