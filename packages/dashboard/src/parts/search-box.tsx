import { TextInput } from '@mantine/core'
import { useThrottledCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Keys } from '../commands/keys.tsx'
import { useCommands } from '../commands/use-commands.ts'

// The first letter after a rest is asked for at once, those that follow closely together.
const TOGETHER_MS = 60

type Props = { value: string; onChange: (value: string) => void; label: string; placeholder?: string }

/** Searches while the person types, without asking at every letter; a slash leads into it, Escape out of it. */
export function SearchBox({ value, onChange, label, placeholder }: Props) {
  const [typed, setTyped] = useState(value)
  // What was sent and has not come back as the value yet.
  const sent = useRef<string[]>([])
  const input = useRef<HTMLInputElement>(null)
  const send = useThrottledCallback((text: string) => {
    if (text === (sent.current.at(-1) ?? value)) return
    sent.current.push(text)
    onChange(text)
  }, TOGETHER_MS)
  useEffect(() => {
    // Back and forward change the address under the box; an echo of what was typed must not overwrite newer letters.
    const echo = sent.current.lastIndexOf(value)
    if (echo === -1) setTyped(value)
    sent.current = sent.current.slice(echo + 1)
  }, [value])
  useCommands([
    { id: 'search', label, group: 'On this page', keys: '/', Icon: IconSearch, run: () => input.current?.focus() },
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // Not every browser empties a search by itself.
    event.preventDefault()
    if (typed === '') return input.current?.blur()
    setTyped('')
    send('')
  }
  return (
    <TextInput
      ref={input}
      type="search"
      flex="1 1 180px"
      maw={320}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed === '' ? <Keys keys="/" /> : undefined}
      rightSectionPointerEvents="none"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={typed}
      maxLength={200}
      onKeyDown={onKeyDown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
