import { Select } from '@mantine/core'
import type { ImportOptions } from './draft.ts'
import type { PreviewColumn } from './use-preview.ts'

type Props = { column: PreviewColumn; options: ImportOptions; onChange: (options: ImportOptions) => void }

const ORDERS = [
  { value: 'day-first', label: 'Day first: 31/12' },
  { value: 'month-first', label: 'Month first: 12/31' },
] as const

/** Which of day and month comes first in dates that are not ISO; of a new field also whether they are dates at all. */
export function DayOrder({ column: { header, dates, isNewField }, options, onChange }: Props) {
  const setOrder = (value: string | null) => {
    const { [header]: _, ...others } = options.dayOrder ?? {}
    const { [header]: _type, ...types } = options.fieldTypes ?? {}
    const chosen = ORDERS.find((known) => known.value === value)?.value
    onChange({ ...options, fieldTypes: types, dayOrder: chosen ? { ...others, [header]: chosen } : others })
  }
  return (
    <Select
      label="These look like dates"
      aria-label={`${header}: which of day and month comes first`}
      description={dates === 'either' ? 'Day and month cannot be told apart here: please say.' : undefined}
      placeholder={isNewField ? 'Keep as text' : 'Day or month first?'}
      data={ORDERS}
      value={options.dayOrder?.[header] ?? null}
      onChange={setOrder}
      clearable
    />
  )
}
