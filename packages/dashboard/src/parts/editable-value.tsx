import { Select, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import classes from './editable-value.module.css'

type Props = {
  label: string
  value: string
  /** Answers with a sentence when the text cannot be taken. */
  save: (text: string) => string | undefined
  /** The only values there are. */
  choices?: string[]
  type?: 'text' | 'date' | 'number'
}

/** A value that a click turns into its editor: Enter or leaving it saves, Escape does not. */
export function EditableValue(props: Props) {
  const [isEditing, setEditing] = useState(false)
  const { label, value } = props
  if (isEditing) return <Editor {...props} close={() => setEditing(false)} />
  return (
    <button
      type="button"
      data-editable
      className={classes.value}
      onClick={() => setEditing(true)}
      aria-label={`Edit ${label}: ${value || 'empty'}`}
    >
      {value || <span className={classes.none}>—</span>}
    </button>
  )
}

function Editor({ close, ...props }: Props & { close: () => void }) {
  const { label, value, save, choices, type = 'text' } = props
  const [draft, setDraft] = useState(value)
  const [problem, setProblem] = useState<string>()
  const finish = () => {
    const refused = draft.trim() === value ? undefined : save(draft.trim())
    if (refused) setProblem(refused)
    else close()
  }
  if (choices) return <Choice {...props} choices={choices} close={close} />
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') finish()
    if (event.key === 'Escape') close()
  }
  return (
    <TextInput
      size="xs"
      type={type === 'number' ? 'text' : type}
      inputMode={type === 'number' ? 'decimal' : undefined}
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

function Choice({ label, value, save, choices, close }: Props & { choices: string[]; close: () => void }) {
  const take = (text: string | null) => {
    if ((text ?? '') !== value) save(text ?? '')
    close()
  }
  return (
    <Select
      size="xs"
      aria-label={label}
      autoFocus
      defaultDropdownOpened
      clearable
      data={choices}
      value={value || null}
      onChange={take}
      onDropdownClose={close}
    />
  )
}
