import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type ImportJob } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { Panel } from '../../parts/panel.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useChange } from '../../use-change.ts'
import classes from './import.module.css'
import { toMendedFile, toMendedOptions } from './mended-file.ts'
import { type Reject, RejectedRow } from './rejected-row.tsx'

/** The rejected rows, to be mended where they stand; those that were touched are imported, and nothing else. */
export function RejectsEditor({ job }: { job: ImportJob }) {
  const [mended, setMended] = useState<ReadonlyMap<number, string[]>>(new Map())
  const navigate = useNavigate()
  const query = usePages<Reject>(['imports', 'rejected', job.id], (page) =>
    client.imports.rejectedRows(job.id, page.query, page.options),
  )
  const headers = job.columns.map(({ header }) => header)
  const again = useChange(
    () => client.imports.create({ ...toMendedFile(job, [...mended.values()]), options: toMendedOptions(job) }),
    {
      changes: ['imports', 'status'],
      done: ({ id }) => void navigate({ to: '/import', search: { import: id } }),
      ownErrors: true,
    },
  )
  if (headers.length === 0) return null
  return (
    <div className={classes.section}>
      <Panel title="Rejected rows" flush>
        <p className={classes.hint}>Change what is wrong right here, then import just the rows that you have mended.</p>
        <PagedAnswer query={query} none={null}>
          {(rows) => (
            <section className={classes.rejects} aria-label="Rejected rows">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Line</th>
                    {headers.map((header) => (
                      <th key={header} scope="col">
                        {header}
                      </th>
                    ))}
                  </tr>
                </thead>
                {rows.map((row) => (
                  <RejectedRow
                    key={row.line}
                    row={row}
                    headers={headers}
                    mended={mended.get(row.line)}
                    onChange={(cells) => setMended(new Map(mended).set(row.line, cells))}
                  />
                ))}
              </table>
            </section>
          )}
        </PagedAnswer>
        <div className={classes.hint}>
          {again.error && <ErrorState error={again.error} retry={() => again.mutate()} />}
          <Group gap="xs">
            <Button disabled={mended.size === 0} loading={again.isPending} onClick={() => again.mutate()}>
              {mended.size === 0 ? 'Import the mended rows' : `Import ${countText(mended.size, 'mended row')}`}
            </Button>
          </Group>
        </div>
      </Panel>
    </div>
  )
}
