import { Checkbox, Select } from '@mantine/core'
import { builtInFields } from '@rollcall/filters'
import { useState } from 'react'
import { useFields } from '../../builder/use-catalogue.ts'
import type { BulkAction } from './bulk-action.ts'
import { FieldValueInput } from './field-value-input.tsx'
import { parseGivenValue, type SettableField } from './settable-field.ts'

// Those that the server lets a bulk action write; identifiers are changed one by one.
const BUILT_IN = ['firstName', 'lastName', 'name', 'country', 'language', 'timezone', 'company', 'jobTitle', 'source']

/** Which field gets which value, or none any more. */
export function FieldToSet({ onChange }: { onChange: (action: BulkAction | undefined) => void }) {
  const { fields = [] } = useFields()
  const known: SettableField[] = [
    ...fields,
    ...builtInFields
      .filter(({ key }) => BUILT_IN.includes(key))
      .map(({ key, name }) => ({ key, name, type: 'text' as const })),
  ]
  const [field, setField] = useState<SettableField>()
  const [text, setText] = useState('')
  const [isCleared, setCleared] = useState(false)
  const [problem, setProblem] = useState<string>()
  const set = (chosen: SettableField | undefined, next: { text: string; isCleared: boolean }) => {
    setField(chosen)
    setText(next.text)
    setCleared(next.isCleared)
    const parsed = chosen && (next.isCleared ? { value: null } : parseGivenValue(chosen, next.text))
    setProblem(parsed && 'problem' in parsed ? parsed.problem : undefined)
    onChange(
      chosen && parsed && 'value' in parsed
        ? { action: 'set_field', field: chosen.key, value: parsed.value }
        : undefined,
    )
  }
  return (
    <>
      <Select
        label="Field"
        placeholder="Choose a field"
        searchable
        comboboxProps={{ withinPortal: false }}
        maxDropdownHeight={220}
        nothingFoundMessage="No field is called that."
        data={known.map(({ key, name }) => ({ value: key, label: name }))}
        value={field?.key ?? null}
        onChange={(key) =>
          set(
            known.find((candidate) => candidate.key === key),
            { text: '', isCleared: false },
          )
        }
      />
      {field && !isCleared && (
        <FieldValueInput
          field={field}
          text={text}
          problem={problem}
          onChange={(next) => set(field, { text: next, isCleared })}
        />
      )}
      {field && (
        <Checkbox
          size="xs"
          label="Make it empty"
          checked={isCleared}
          onChange={(event) => set(field, { text, isCleared: event.currentTarget.checked })}
        />
      )}
    </>
  )
}
