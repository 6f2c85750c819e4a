import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

type Props = { value: string; onChange: (value: string) => void; label: string; placeholder?: string }

/** Searches while the person types, without asking at every letter. */
export function SearchBox({ value, onChange, label, placeholder }: Props) {
  const [typed, setTyped] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((text: string) => {
    sent.current = text
    onChange(text)
  }, 120)
  useEffect(() => {
    // Back and forward change the address under the box; its own echo must not overwrite newer letters.
    if (value !== sent.current) setTyped(value)
    sent.current = value
  }, [value])
  return (
    <TextInput
      type="search"
      flex="1 1 180px"
      maw={320}
      leftSection={<IconSearch size={15} aria-hidden />}
      aria-label={label}
      placeholder={placeholder ?? label}
      value={typed}
      maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        send(event.currentTarget.value.trim())
      }}
    />
  )
}
