import { Button } from '@mantine/core'
import { client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'

/** Takes a bulk action back, which is a job itself. */
export function UndoJob({ id, started }: { id: string; started: (job: string) => void }) {
  const undo = useChange(() => client.jobs.undo(id), { changes: ['jobs'], done: (job) => started(job.id) })
  if (!useMay()('contacts:write')) return null
  return (
    <Button variant="default" size="xs" loading={undo.isPending} onClick={() => undo.mutate()}>
      Undo it
    </Button>
  )
}
