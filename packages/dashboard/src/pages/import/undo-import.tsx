import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, type ImportJob, queryClient } from '../../api.ts'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { timeText } from '../../parts/time-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './import.module.css'

const POLL_MS = 500
// A file may make a field of each of its columns.
const SHOWN = 8

/** The way back, for 7 days: what undoing would do, or how far it is. */
export function UndoImport({ job }: { job: ImportJob }) {
  const { created, updated } = job.counts
  const undo = useChange(() => client.imports.undo(job.id), { changes: ['imports'] })
  const made = madeText(job)
  if (job.undo.job !== null) return <UndoJob id={job.undo.job} stayed={made} />
  if (job.undo.until === null || (created + updated === 0 && made === '')) return null
  const parts = [
    created > 0 && `deletes the ${countText(created, 'person', 'people')} that it brought`,
    updated > 0 && `puts ${numberText(updated)} back as they were, but for what somebody has changed since`,
    made !== '' && `removes what it made (${made}), unless something else uses that by then`,
  ]
  return (
    <div className={classes.below}>
      <Panel title="Undo this import">
        <p className={classes.plain}>
          Undoing {parts.filter(Boolean).join(', and ')}. Possible until {timeText(job.undo.until)}.
        </p>
        <InlineConfirm
          ask="Undo this import"
          question="Undo all of it?"
          yes="Undo it"
          no="Keep it"
          busy={undo.isPending}
          run={() => undo.mutate()}
        />
      </Panel>
    </div>
  )
}

/** The fields and tags that an import made and that are still there. */
function madeText({ made: { fields, tags } }: ImportJob): string {
  const all = [...fields.map((name) => `field “${name}”`), ...tags.map((name) => `tag “${name}”`)]
  const shown = all.slice(0, SHOWN).join(', ')
  return all.length > SHOWN ? `${shown} and ${numberText(all.length - SHOWN)} more` : shown
}

function UndoJob({ id, stayed }: { id: string; stayed: string }) {
  const { data: job } = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => client.jobs.get(id, { signal }),
    refetchInterval: ({ state }) => (isOver(state.data?.status) ? false : POLL_MS),
  })
  const over = isOver(job?.status)
  useEffect(() => {
    if (over)
      for (const family of ['imports', 'contacts', 'fields', 'tags', 'segments', 'preview'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [over])
  return (
    <div className={classes.below}>
      <Panel title="Undone">
        <p className={classes.plain} role="status">
          {job === undefined || !over
            ? `Undoing: ${numberText(job?.done ?? 0)} of ${countText(job?.total ?? 0, 'person', 'people')}.`
            : (job.error ?? `This import is undone: ${countText(job.done, 'person', 'people')} went back.`)}
        </p>
        {over && stayed !== '' && (
          <p className={classes.quiet}>What it made and something else uses by now stays: {stayed}.</p>
        )}
      </Panel>
    </div>
  )
}

function isOver(status: string | undefined): boolean {
  return status === 'completed' || status === 'failed'
}
