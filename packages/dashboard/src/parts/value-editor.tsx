import { MultiSelect, Select, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import type { Editor } from './editor-of.ts'

type ValueEditorProps = {
  label: string
  value: unknown
  editor: Editor
  /** With the new value, null for none; without one when nothing is to change. */
  finish: (value?: unknown) => void
}

/** The input for a value of its kind. */
export function ValueEditor(props: ValueEditorProps) {
  const { input } = props.editor
  if (input === 'choice') return <Choice {...props} />
  if (input === 'list') return <List {...props} />
  return <Line {...props} />
}

/** Types of the browser's own inputs; a day of no year is one that they do not know. */
const TYPES = { text: 'text', number: 'text', date: 'date', time: 'datetime-local', choice: 'text', list: 'text' }
const IN_DATE_INPUT = /^(\d{4}-\d\d-\d\d)?$/

function Line({ label, value, editor, finish }: ValueEditorProps) {
  const before = toInput(editor, value)
  const [draft, setDraft] = useState(before)
  const [problem, setProblem] = useState<string>()
  const done = () => {
    if (draft.trim() === before) return finish()
    const parsed = editor.parse(fromInput(editor, draft.trim()))
    if ('problem' in parsed) setProblem(parsed.problem)
    else finish(parsed.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') done()
    if (event.key === 'Escape') finish()
  }
  return (
    <TextInput
      size="xs"
      flex={1}
      type={editor.input === 'date' && !IN_DATE_INPUT.test(before) ? 'text' : TYPES[editor.input]}
      inputMode={editor.input === 'number' ? 'decimal' : undefined}
      step={editor.input === 'time' ? 1 : undefined}
      aria-label={label}
      autoFocus
      error={problem}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={onKeyDown}
    />
  )
}

function Choice({ label, value, editor, finish }: ValueEditorProps) {
  const [typed, setTyped] = useState('')
  const current = value === null || value === undefined ? null : String(value)
  const choices = [...(editor.choices ?? [])]
  const offer = (text: string | null) => {
    if (text && !choices.some((choice) => choice.value === text)) choices.push({ value: text, label: text })
  }
  offer(current)
  // A language tag such as pt-BR is in no list.
  const parsed = typed.includes('-') ? editor.parse(typed) : undefined
  if (parsed && 'value' in parsed) offer(String(parsed.value))
  const take = (text: string | null) => {
    if (text === current) return finish()
    const next = editor.parse(text ?? '')
    finish('value' in next ? next.value : undefined)
  }
  return (
    <Select
      size="xs"
      flex={1}
      aria-label={label}
      autoFocus
      searchable
      defaultDropdownOpened
      clearable
      allowDeselect={false}
      nothingFoundMessage="Nothing is called that."
      data={choices}
      limit={300}
      onSearchChange={setTyped}
      value={current}
      onChange={take}
      onDropdownClose={() => finish()}
    />
  )
}

function List({ label, value, editor, finish }: ValueEditorProps) {
  const before = Array.isArray(value) ? value.map(String) : []
  const [items, setItems] = useState(before)
  const done = () => {
    const isSame = items.length === before.length && items.every((item, place) => item === before[place])
    finish(isSame ? undefined : items.length > 0 ? items : null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish()
  }
  return (
    <MultiSelect
      size="xs"
      flex={1}
      aria-label={label}
      autoFocus
      searchable
      defaultDropdownOpened
      data={[...new Set([...(editor.choices ?? []).map((choice) => choice.value), ...before])]}
      nothingFoundMessage="Nothing is called that."
      value={items}
      onChange={setItems}
      onBlur={done}
      onKeyDown={onKeyDown}
    />
  )
}

// The browser's input for times has no zone: it is that of the person who writes.
function toInput({ input }: Editor, value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  if (input !== 'time' || text === '') return text
  const time = new Date(text)
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

function fromInput({ input }: Editor, text: string): string {
  return input === 'time' && text !== '' ? new Date(text).toISOString() : text
}
