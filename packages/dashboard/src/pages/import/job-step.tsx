import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { client, type ImportJob } from '../../api.ts'
import { Notice } from '../../parts/notice.tsx'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { saveBlob } from '../../parts/save-blob.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useChange } from '../../use-change.ts'
import classes from './import.module.css'
import { ImportProgress } from './import-progress.tsx'
import { ImportedPeople } from './imported-people.tsx'
import { Outcomes } from './outcomes.tsx'
import { RejectsEditor } from './rejects-editor.tsx'
import { durationText, speedOf } from './speed.ts'
import { Steps } from './steps.tsx'
import { UndoImport } from './undo-import.tsx'

/** An import: how far it is, then what it did, whom it rejected and how to undo it. */
export function JobStep({ job }: { job: ImportJob }) {
  const { fileName, status, counts, error } = job
  const isOver = job.finishedAt !== null
  return (
    <>
      <Steps current="Import" ways={{}} />
      <div className={classes.section}>
        <Panel
          title={fileName}
          aside={<StatusMark status={status} word={status === 'cancelled' ? 'Stopped' : undefined} />}
        >
          {!isOver && <ImportProgress job={job} />}
          <div aria-live="polite">
            <Outcomes job={job} />
          </div>
          {error && <Notice tone="warn">{error}</Notice>}
          {isOver && <Took job={job} />}
          {isOver && <ImportedPeople job={job} />}
          {isOver && (
            <Group gap="xs" mt="md">
              {counts.failed > 0 && <DownloadRejects job={job} />}
              <Button variant="default" renderRoot={(props) => <Link to="/import" search={{}} {...props} />}>
                Import another file
              </Button>
            </Group>
          )}
        </Panel>
      </div>
      {isOver && counts.failed > 0 && <RejectsEditor job={job} />}
      {isOver && <UndoImport job={job} />}
    </>
  )
}

function Took({ job }: { job: ImportJob }) {
  if (job.startedAt === null || job.finishedAt === null) return null
  const tookMs = new Date(job.finishedAt).getTime() - new Date(job.startedAt).getTime()
  const { rowsPerSecond } = speedOf(job, new Date(job.finishedAt))
  return (
    <p className={classes.quiet}>
      Took {durationText(tookMs)}
      {job.counts.total >= 1_000 && <>, {numberText(rowsPerSecond)} rows a second</>}.
    </p>
  )
}

function DownloadRejects({ job: { id, fileName, counts } }: { job: ImportJob }) {
  const rejects = useChange(
    async () => saveBlob(await client.imports.rejects(id), `rejects-${fileName.replace(/\.\w+$/, '')}.csv`),
    { changes: [] },
  )
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} />}
      loading={rejects.isPending}
      onClick={() => rejects.mutate()}
    >
      Download the {numberText(counts.failed)} rejected
    </Button>
  )
}
