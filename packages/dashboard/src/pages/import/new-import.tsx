import { Button, Group, Select } from '@mantine/core'
import type { Body } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { sizeText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { TagNames } from '../../parts/tag-names.tsx'
import { useChange } from '../../use-change.ts'
import { csvHead } from './csv-head.ts'
import classes from './import.module.css'

type Options = Body<'imports.create'>

const HEAD_BYTES = 64 * 1024

const DELIMITERS: { value: NonNullable<Options['delimiter']> | 'auto'; label: string }[] = [
  { value: 'auto', label: 'Found by itself' },
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
]
const CONFLICTS: { value: NonNullable<Options['onConflict']>; label: string }[] = [
  { value: 'upsert', label: 'Update them with the file' },
  { value: 'skip', label: 'Leave them as they are' },
]
const STATUSES: { value: NonNullable<Options['status']>; label: string }[] = [
  { value: 'subscribed', label: 'Subscribed: they agreed to get mail' },
  { value: 'non-subscribed', label: 'Non-subscribed: they have not agreed yet' },
  { value: 'unsubscribed', label: 'Unsubscribed: they do not want mail' },
]

type Props = { file: File; started: (id: string) => void; cancel: () => void }

/** A file before its import: what is in it, and what shall be done with it. */
export function NewImport({ file, started, cancel }: Props) {
  const [options, setOptions] = useState<Options>({ onConflict: 'upsert', status: 'subscribed', tags: [] })
  const set = (change: Partial<Options>) => setOptions({ ...options, ...change })
  const start = useChange(() => client.imports.create({ file, fileName: file.name, options }), {
    changes: ['imports'],
    done: ({ id }) => started(id),
    ownErrors: true,
  })
  return (
    <div className={classes.section}>
      <Panel title={file.name} aside={sizeText(file.size)}>
        <FileHead file={file} delimiter={options.delimiter} />
        <div className={classes.options}>
          <TagNames
            label="Tag everyone in this file"
            description="Beside the tags in a column named tags."
            value={options.tags ?? []}
            onChange={(tags) => set({ tags })}
          />
          <Choice
            label="People who are here already"
            data={CONFLICTS}
            value={options.onConflict ?? 'upsert'}
            onChange={(onConflict) => set({ onConflict })}
          />
          <Choice
            label="New people are"
            data={STATUSES}
            value={options.status ?? 'subscribed'}
            onChange={(status) => set({ status })}
          />
          <Choice
            label="Columns are separated by"
            data={DELIMITERS}
            value={options.delimiter ?? 'auto'}
            onChange={(delimiter) => set({ delimiter: delimiter === 'auto' ? undefined : delimiter })}
          />
        </div>
        {start.error && <ErrorState error={start.error} />}
        <Group gap="xs">
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            Start the import
          </Button>
          <Button variant="default" onClick={cancel}>
            Not this file
          </Button>
        </Group>
      </Panel>
    </div>
  )
}

type ChoiceProps<Value extends string> = {
  label: string
  data: { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, data, value, onChange }: ChoiceProps<Value>) {
  const pick = (text: string | null) => {
    const chosen = data.find((option) => option.value === text)
    if (chosen) onChange(chosen.value)
  }
  return <Select label={label} data={data} value={value} onChange={pick} allowDeselect={false} />
}

function FileHead({ file, delimiter }: { file: File; delimiter: string | undefined }) {
  const { data: text } = useQuery({
    queryKey: ['file', file.name, file.lastModified, file.size],
    queryFn: () => file.slice(0, HEAD_BYTES).text(),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [header = [], ...rows] = text === undefined ? [] : csvHead(text, delimiter).rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.scroll} aria-label="The first rows" tabIndex={0}>
      <table className={classes.preview}>
        <thead>
          <tr>
            {header.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <th key={column}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their line
            <tr key={line}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
