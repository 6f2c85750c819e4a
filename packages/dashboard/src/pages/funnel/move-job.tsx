import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText, numberText } from '../../parts/number-text.ts'
import { isOver, type Job, useJob } from '../../parts/use-job.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { FUNNEL_CHANGES } from './use-move-person.ts'

/** How far the move is, what came of it, and the way back. */
export function MoveJob({ id, again }: { id: string; again: () => void }) {
  const job = useJob(id, FUNNEL_CHANGES)
  const undo = useChange(() => client.jobs.undo(id), { changes: ['jobs'] })
  const undone = useJob(undo.data?.id, FUNNEL_CHANGES)
  if (job.error) return <ErrorState error={job.error} retry={() => void job.refetch()} />
  if (!job.data) return <Waiting height={80} />
  return (
    <Stack gap="md">
      <JobState job={job.data} over={(count) => `${countText(count, 'person is', 'people are')} in the stage now.`} />
      {undone.data && (
        <JobState job={undone.data} over={(count) => `Undone for ${countText(count, 'person', 'people')}.`} />
      )}
      {isOver(job.data) && (
        <Group gap="xs">
          {!undo.data && (
            <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
              Undo
            </Button>
          )}
          <Button variant="subtle" onClick={again}>
            Move another tag’s people
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function JobState({ job, over }: { job: Job; over: (count: number) => string }) {
  const { done, total, failed, error } = job
  if (!isOver(job)) {
    return (
      <div>
        <Progress value={(100 * done) / Math.max(1, total)} aria-label="Progress" />
        <Text size="sm" c="dimmed" mt={6} className="num">
          {numberText(done)} of {numberText(total)}
        </Text>
      </div>
    )
  }
  return (
    <Text size="sm" role="status">
      {error ?? over(done - failed)}
      {failed > 0 && ` ${numberText(failed)} could not be moved.`}
    </Text>
  )
}
