import { Select, Switch } from '@mantine/core'
import type { ImportOptions } from './draft.ts'
import { withHeader } from './edit-mapping.ts'
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
        <HasHeader preview={preview} options={options} onOptions={onOptions} />
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
      <HasHeader preview={preview} options={options} onOptions={onOptions} />
    </div>
  )
}

function HasHeader({ preview: { hasHeader, columns }, options, onOptions }: Omit<Props, 'onSheet'>) {
  if (columns.length === 0) return null
  const found = hasHeader ? undefined : 'It is taken for a person, because it has an e-mail address in it.'
  return (
    <Switch
      className={classes.wide}
      label="The first row names the columns"
      description={options.hasHeader === undefined ? found : undefined}
      checked={options.hasHeader ?? hasHeader}
      onChange={(event) => onOptions(withHeader(options, event.currentTarget.checked))}
    />
  )
}
