import { Select, TagsInput, TextInput } from '@mantine/core'
import type { SettableField } from './settable-field.ts'

type Props = { field: SettableField; text: string; problem: string | undefined; onChange: (text: string) => void }

/** The editor that fits a field; a list is kept as lines. */
export function FieldValueInput({ field, text, problem, onChange }: Props) {
  const { type, options } = field
  const choices = type === 'boolean' ? ['Yes', 'No'] : type === 'select' && options?.length ? [...options] : undefined
  const inPopover = { comboboxProps: { withinPortal: false } }
  if (choices)
    return (
      <Select
        label="Value"
        {...inPopover}
        data={choices}
        value={text || null}
        onChange={(next) => onChange(next ?? '')}
      />
    )
  if (type === 'list') {
    return (
      <TagsInput
        label="Value"
        placeholder="Type, then Enter"
        {...inPopover}
        data={options ? [...options] : []}
        value={text.split('\n').filter(Boolean)}
        onChange={(values) => onChange(values.join('\n'))}
      />
    )
  }
  return (
    <TextInput
      label="Value"
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'decimal' : undefined}
      description={type === 'instant' ? 'With its zone, such as 2026-11-21T09:30:00Z.' : undefined}
      error={problem}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
