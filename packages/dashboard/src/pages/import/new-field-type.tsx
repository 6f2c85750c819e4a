import { Select } from '@mantine/core'
import { FIELD_TYPES } from '@rollcall/filters'
import type { ImportOptions } from './draft.ts'
import type { PreviewColumn } from './use-preview.ts'

type Props = { column: PreviewColumn; options: ImportOptions; onChange: (options: ImportOptions) => void }

const TYPE_WORDS: Partial<Record<(typeof FIELD_TYPES)[number], string>> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  instant: 'Date and time',
  select: 'One of a list',
  list: 'List of texts',
  url: 'Web address',
  email: 'E-mail address',
  phone: 'Phone number',
}

/** What a new field holds. */
export function NewFieldType({ column, options, onChange }: Props) {
  const { header, type } = column
  const setType = (value: string | null) => {
    const chosen = FIELD_TYPES.find((known) => known === value)
    if (chosen) onChange({ ...options, fieldTypes: { ...options.fieldTypes, [header]: chosen } })
  }
  return (
    <Select
      label="Holds"
      aria-label={`${header} holds`}
      data={FIELD_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] ?? value }))}
      value={type}
      onChange={setType}
      allowDeselect={false}
    />
  )
}
