import { Select } from '@mantine/core'
import type { ImportOptions } from './draft.ts'
import classes from './import.module.css'
import type { Preview } from './use-preview.ts'

const ENCODINGS = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big-endian' },
  { value: 'windows-1252', label: 'Windows-1252 (Western)' },
] as const

const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
] as const

type Props = {
  preview: Preview
  options: ImportOptions
  onSheet: (sheet: string) => void
  onOptions: (options: ImportOptions) => void
}

/** How the file is read, as it was found or as one says; of a workbook, which sheet. */
export function ReadAs({ preview, options, onSheet, onOptions }: Props) {
  const { sheets } = preview
  if (sheets.length > 0) {
    return (
      <div className={classes.options}>
        <Select
          label="Sheet"
          data={sheets}
          value={options.sheet ?? sheets[0]}
          onChange={(sheet) => sheet && onSheet(sheet)}
          allowDeselect={false}
        />
      </div>
    )
  }
  return (
    <div className={classes.options}>
      <Select
        label="Letters are written in"
        description={options.encoding ? undefined : 'Found in the file'}
        data={ENCODINGS}
        value={preview.encoding}
        onChange={(value) =>
          onOptions({ ...options, encoding: ENCODINGS.find((known) => known.value === value)?.value })
        }
        allowDeselect={false}
      />
      <Select
        label="Columns are separated by"
        description={options.delimiter ? undefined : 'Found in the file'}
        data={DELIMITERS}
        value={preview.delimiter}
        onChange={(value) =>
          onOptions({ ...options, delimiter: DELIMITERS.find((known) => known.value === value)?.value })
        }
        allowDeselect={false}
      />
    </div>
  )
}
