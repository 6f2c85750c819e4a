import { Button, Radio, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { ExportFiles } from './export-files.tsx'
import type { Whom } from './whom.ts'

/** People to choose from for a file; a group without a count is everyone. */
export type ExportGroup = { key: string; label: string; count?: number; whom: Whom }

type Props = { groups: ExportGroup[]; columns: string[] }

const FORMATS = [
  { value: 'csv', label: 'CSV', description: 'For spreadsheets, and for importing again' },
  { value: 'jsonl', label: 'JSON Lines', description: 'For programs: one contact on each line' },
] as const

/** Writes people to a file, and shows the files that are kept. */
export function ExportPanel({ groups, columns }: Props) {
  const [key, setKey] = useState(groups[0]?.key)
  const [format, setFormat] = useState('csv')
  const [which, setWhich] = useState('shown')
  const group = groups.find((one) => one.key === key) ?? groups[0]
  const start = useChange(
    () =>
      client.exports.create({
        ...group?.whom,
        format: format === 'jsonl' ? 'jsonl' : 'csv',
        ...(which === 'shown' && { columns }),
      }),
    { changes: ['exports'] },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Radio.Group label="Who" value={group?.key} onChange={setKey}>
          {groups.map((one) => (
            <Radio key={one.key} mt={8} value={one.key} label={labelOf(one)} />
          ))}
        </Radio.Group>
        <Radio.Group label="As what" value={format} onChange={setFormat}>
          {FORMATS.map((one) => (
            <Radio key={one.value} mt={8} {...one} />
          ))}
        </Radio.Group>
        <Radio.Group label="With what" value={which} onChange={setWhich}>
          <Radio
            mt={8}
            value="shown"
            label="The columns of the table"
            description={`${columns.length} columns, in their order`}
          />
          <Radio
            mt={8}
            value="all"
            label="Everything that an import reads"
            description="All fields, tags and consents"
          />
        </Radio.Group>
        <Button type="submit" loading={start.isPending}>
          Write the file
        </Button>
      </Stack>
      <ExportFiles />
    </form>
  )
}

function labelOf({ label, count }: ExportGroup): string {
  return count === undefined ? label : `${label}: ${countText(count, 'person', 'people')}`
}
