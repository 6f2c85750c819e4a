import { Anchor, Progress, Text } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { Ago } from '../../parts/ago.tsx'
import { countText, numberText, sizeText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import { usePages } from '../../parts/use-pages.ts'
import classes from './bulk.module.css'

type ExportFile = Reply<'exports.get'>

/** The files of the last day, those that are being written included. */
export function ExportFiles() {
  const query = usePages<ExportFile>(['exports'], ({ query, options }) => client.exports.list(query, options), {
    everyMs: 1_000,
  })
  return (
    <section aria-label="Files">
      <Text fw={600} size="sm" mt="xl">
        Files
      </Text>
      <Text size="xs" c="dimmed">
        Each is kept for 24 hours, then deleted.
      </Text>
      <PagedAnswer
        query={query}
        none={
          <Text size="sm" mt="xs">
            None yet.
          </Text>
        }
      >
        {(files) => (
          <ul className={classes.jobs}>
            {files.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
        )}
      </PagedAnswer>
    </section>
  )
}

function FileRow({ file }: { file: ExportFile }) {
  const { id, status, format, columns, total, done, sizeBytes, error, createdAt, expiresAt } = file
  const isOver = status === 'completed' || status === 'failed'
  return (
    <li>
      <span>
        {format === 'csv' ? 'CSV' : 'JSON Lines'} · {countText(total, 'person', 'people')} ·{' '}
        {countText(columns.length, 'column')}
        <span className={classes.quiet}>
          <Ago time={createdAt} />
          {sizeBytes !== null && ` · ${sizeText(sizeBytes)}`} · until {timeText(expiresAt)}
        </span>
        {error && <span className={classes.quiet}>{error}</span>}
      </span>
      {!isOver && (
        <>
          <Progress value={(100 * done) / Math.max(1, total)} w={90} aria-label="Progress" />
          <span className="num">{numberText(done)}</span>
        </>
      )}
      {status === 'failed' && <StatusMark status="failed" />}
      {status === 'completed' && (
        // A plain link, so that the browser downloads it with the session, however large it is.
        <Anchor href={`/v1/exports/${encodeURIComponent(id)}/file`} size="sm" underline="always" download>
          Download
        </Anchor>
      )}
    </li>
  )
}
