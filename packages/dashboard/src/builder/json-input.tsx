import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './builder.module.css'
import { toText } from './to-text.ts'

type Props = {
  label: string
  value: unknown
  onChange: (value: unknown) => void
  invalid: boolean
}

/** A value as its JSON. What is no JSON is passed on as a text, so that the API says what it should be. */
export function JsonInput({ label, value, onChange, invalid }: Props) {
  const [text, setText] = useState(() => (value === undefined ? '' : toText(value)))
  const change = (typed: string) => {
    setText(typed)
    onChange(typed.trim() === '' ? undefined : parse(typed))
  }
  return (
    <TextInput
      aria-label={`${label}, as JSON`}
      className={classes.json}
      error={invalid}
      placeholder="JSON"
      spellCheck={false}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
