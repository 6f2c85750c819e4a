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

const ORDERS = [
  { value: 'day-first', label: 'Day first: 31/12' },
  { value: 'month-first', label: 'Month first: 12/31' },
] as const

/** What a new field holds; for dates that are not ISO, which of day and month comes first. */
export function NewFieldType({ column, options, onChange }: Props) {
  const { header, type, dates } = column
  const order = options.dayOrder?.[header]
  const setOrder = (value: string | null) => {
    const { [header]: _, ...others } = options.dayOrder ?? {}
    const { [header]: _type, ...types } = options.fieldTypes ?? {}
    const chosen = ORDERS.find((known) => known.value === value)?.value
    onChange({ ...options, fieldTypes: types, dayOrder: chosen ? { ...others, [header]: chosen } : others })
  }
  const setType = (value: string | null) => {
    const chosen = FIELD_TYPES.find((known) => known === value)
    if (chosen) onChange({ ...options, fieldTypes: { ...options.fieldTypes, [header]: chosen } })
  }
  return (
    <>
      <Select
        label="Holds"
        aria-label={`${header} holds`}
        data={FIELD_TYPES.map((value) => ({ value, label: TYPE_WORDS[value] ?? value }))}
        value={type}
        onChange={setType}
        allowDeselect={false}
      />
      {dates !== null && (
        <Select
          label="These look like dates"
          aria-label={`${header}: which of day and month comes first`}
          description={dates === 'either' ? 'Day and month cannot be told apart here: please say.' : undefined}
          placeholder="Keep as text"
          data={ORDERS}
          value={order ?? null}
          onChange={setOrder}
          clearable
        />
      )}
    </>
  )
}
