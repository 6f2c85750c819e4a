import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { Notice } from '../../parts/notice.tsx'
import { countText, sizeText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { ColumnRow } from './column-row.tsx'
import { type Draft, type ImportOptions, setDraft } from './draft.ts'
import { ForEveryone } from './for-everyone.tsx'
import { IdentifiersNote } from './identifiers-note.tsx'
import classes from './import.module.css'
import { TARGETS } from './targets.ts'
import type { Preview } from './use-preview.ts'
import { useTryFile } from './use-try-file.ts'

type Props = { draft: Draft; preview: Preview; isStale: boolean }

/** Every column with where it goes, and what holds for all of them; then the whole file can be checked. */
export function MapColumns({ draft, preview, isStale }: Props) {
  const navigate = useNavigate()
  const data = useTargetGroups()
  const check = useTryFile(draft, (id) => void navigate({ to: '/import', search: { import: id } }))
  const change = (options: ImportOptions) => setDraft({ ...draft, options })
  const { columns, problem, rowsRead } = preview
  return (
    <div className={classes.stack}>
      <IdentifiersNote columns={columns} />
      {problem && <Notice tone="warn">{problem}</Notice>}
      <Panel title={draft.fileName} aside={sizeText(draft.sizeBytes)} flush>
        <ul className={classes.columns} aria-label="Columns of the file" aria-busy={isStale || undefined}>
          {columns.map((column) => (
            <ColumnRow
              key={column.header}
              column={column}
              data={data}
              preview={preview}
              options={draft.options}
              onChange={change}
            />
          ))}
        </ul>
      </Panel>
      <p className={classes.quiet}>
        Judged by the first {countText(rowsRead, 'row')}. The next step checks all of them.
      </p>
      <ForEveryone options={draft.options} columns={columns} onChange={change} />
      {check.error && <ErrorState error={check.error} retry={() => check.mutate()} />}
      <Group gap="xs" mt="lg">
        <Button disabled={problem !== null || isStale} loading={check.isPending} onClick={() => check.mutate()}>
          Check the whole file
        </Button>
        {check.isPending && (
          <span className={classes.quiet} role="status">
            {draft.tried ? 'Starting the check' : `Uploading ${sizeText(draft.sizeBytes)}. Keep this page open.`}
          </span>
        )}
      </Group>
    </div>
  )
}

/** What a column can go to, the project's own fields among them. */
function useTargetGroups() {
  const { data } = useQuery({
    queryKey: ['fields'],
    queryFn: ({ signal }) => client.fields.list({}, { signal }),
  })
  const own = (data?.data ?? []).map(({ key, name }) => ({ value: `fields.${key}`, label: name }))
  return own.length === 0
    ? TARGETS
    : [...TARGETS.slice(0, -1), { group: 'Your fields', items: own }, ...TARGETS.slice(-1)]
}
