import { Button, Group, Progress, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { client, type ImportJob, queryClient } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { saveBlob } from '../../parts/save-blob.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useChange } from '../../use-change.ts'
import classes from './import.module.css'

const POLL_MS = 400
const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const

/** Whether an import has come to its end. */
export function isOver(job: ImportJob | undefined): boolean {
  return job?.status === 'completed' || job?.status === 'failed'
}

/** One import: how far it is, what became of the rows, and those that were rejected. */
export function ImportProgress({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => client.imports.get(id, { signal }),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  })
  const over = isOver(query.data)
  useEffect(() => {
    if (over)
      for (const family of ['imports', 'contacts', 'tags', 'segments', 'fields', 'preview', 'project'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [over])
  return (
    <div className={classes.section}>
      <Answer query={query} waiting={<Skeleton height={180} />}>
        {(job) => <Job job={job} />}
      </Answer>
    </div>
  )
}

function Job({ job }: { job: ImportJob }) {
  const { id, fileName, status, counts, bytesDone, sizeBytes, error } = job
  const rejects = useChange(async () => saveBlob(await client.imports.rejects(id), `rejects-${fileName}`), {
    changes: [],
  })
  const share = isOver(job) ? 100 : (100 * bytesDone) / Math.max(1, sizeBytes)
  return (
    <Panel title={fileName} aside={<StatusMark status={status} />}>
      <Progress value={share} aria-label={`Import of ${fileName}`} />
      <div className={classes.counts} aria-live="polite">
        <Figure size="md" value={counts.total} label="rows read" />
        {COUNTS.map((key) => (
          <Figure key={key} size="md" value={counts[key]} label={key === 'failed' ? 'rejected' : key} />
        ))}
      </div>
      {error && <Notice tone="warn">{error}</Notice>}
      {isOver(job) && (
        <Group gap="xs" mt="md">
          <Button variant="default" renderRoot={(props) => <Link to="/contacts" {...props} />}>
            See the contacts
          </Button>
          {counts.failed > 0 && (
            <Button
              variant="default"
              leftSection={<IconDownload size={15} />}
              loading={rejects.isPending}
              onClick={() => rejects.mutate()}
            >
              Download the {numberText(counts.failed)} rejected
            </Button>
          )}
        </Group>
      )}
    </Panel>
  )
}
