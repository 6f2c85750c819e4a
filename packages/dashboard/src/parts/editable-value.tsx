import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import classes from './editable-value.module.css'

type Props = { label: string; value: string; save: (text: string) => void }

/** A value that a click turns into its editor: Enter or leaving it saves, Escape does not. */
export function EditableValue({ label, value, save }: Props) {
  const [draft, setDraft] = useState<string>()
  if (draft === undefined) {
    return (
      <button
        type="button"
        className={classes.value}
        onClick={() => setDraft(value)}
        aria-label={`Edit ${label}: ${value || 'empty'}`}
      >
        {value || <span className={classes.none}>—</span>}
      </button>
    )
  }
  const finish = () => {
    if (draft.trim() !== value) save(draft.trim())
    setDraft(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish()
    if (event.key === 'Escape') setDraft(undefined)
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      autoFocus
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  )
}
