import { Anchor, CloseButton, Popover, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client, queryClient } from '../../api.ts'
import { countText, numberText } from '../../parts/number-text.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { BulkResults } from './bulk-results.tsx'
import classes from './contacts.module.css'

const POLL_MS = 500

/** How far a bulk action is, and what became of it, person by person. */
export function BulkJob({ id, close }: { id: string; close: () => void }) {
  const [opened, setOpened] = useState(false)
  const { data: job, error } = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => client.jobs.get(id, { signal }),
    refetchInterval: ({ state }) => (isOver(state.data?.status) ? false : POLL_MS),
  })
  const over = isOver(job?.status)
  useEffect(() => {
    if (over)
      for (const family of ['contacts', 'tags', 'segments', 'preview'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [over])
  return (
    <output className={classes.bulk}>
      <StatusMark status={job?.status ?? 'pending'} word={wordOf(job?.status)} />
      {job && !over && (
        <>
          <Progress value={(100 * job.done) / Math.max(1, job.total)} w={160} aria-label="Progress" />
          <span className="num">
            {numberText(job.done)} of {numberText(job.total)}
          </span>
        </>
      )}
      {job && over && <span>{summaryOf(job)}</span>}
      {job && over && (
        <Popover opened={opened} onChange={setOpened} position="top" width={420} trapFocus>
          <Popover.Target>
            <Anchor component="button" type="button" size="sm" onClick={() => setOpened(!opened)}>
              Person by person
            </Anchor>
          </Popover.Target>
          <Popover.Dropdown>
            <BulkResults job={id} />
          </Popover.Dropdown>
        </Popover>
      )}
      {error && <span>{error.message}</span>}
      <CloseButton aria-label="Close" onClick={close} />
    </output>
  )
}

function isOver(status: string | undefined): boolean {
  return status === 'completed' || status === 'failed'
}

function wordOf(status: string | undefined): string {
  if (status === 'completed') return 'Done'
  return status === 'failed' ? 'Stopped' : 'Working'
}

function summaryOf({ done, failed, error }: { done: number; failed: number; error: string | null }): string {
  if (error) return error
  const people = countText(done - failed, 'person is', 'people are')
  return failed === 0 ? `${people} up to date.` : `${people} up to date, ${numberText(failed)} could not be changed.`
}
