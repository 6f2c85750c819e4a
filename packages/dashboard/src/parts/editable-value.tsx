import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import classes from './editable-value.module.css'

type Props = {
  label: string
  value: string
  /** Answers with a sentence when the text cannot be taken. */
  save: (text: string) => string | undefined
}

/** A value that a click turns into its editor: Enter or leaving it saves, Escape does not. */
export function EditableValue({ label, value, save }: Props) {
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()
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
    const refused = draft.trim() === value ? undefined : save(draft.trim())
    setProblem(refused)
    if (!refused) setDraft(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish()
    if (event.key === 'Escape') {
      setProblem(undefined)
      setDraft(undefined)
    }
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      autoFocus
      error={problem}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  )
}
